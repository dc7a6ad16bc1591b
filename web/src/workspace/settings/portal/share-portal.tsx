import type { PracticeFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { GuideLink } from '../../ui/guide-link.tsx';

/** What the practice puts on its web site, its walls and its letters, so that clients find the portal. */
export function SharePortal({ practice }: { readonly practice: PracticeFieldsFragment }) {
  const { slug, portalUrl } = practice;
  const snippet = `<a href="${portalUrl}">Sign in to the Client Portal</a>`;
  return (
    <section className="panel" aria-labelledby="share">
      <h2 className="panel-title" id="share">
        Show clients the way
      </h2>
      <dl className="rows">
        <div className="row">
          <dt>Address</dt>
          <dd>
            <a className="address" href={portalUrl} target="_blank" rel="noreferrer">
              {portalUrl}
            </a>
            <CopyButton text={portalUrl} what="Portal address" />
          </dd>
        </div>
        <div className="row">
          <dt>Guide</dt>
          <dd>
            <span>One page to print or send: how to log in, step by step, with your name and phone number.</span>
            <GuideLink slug={slug} />
          </dd>
        </div>
        <div className="row">
          <dt>Web site</dt>
          <dd>
            <code className="snippet">{snippet}</code>
            <CopyButton text={snippet} what="HTML for your web site" />
          </dd>
        </div>
        <div className="row">
          <dt>QR code</dt>
          <dd>
            <img
              className="qr"
              src={`/${slug}/qr.svg`}
              width={148}
              height={148}
              alt={`QR code that opens ${portalUrl}`}
            />
            <a className={buttonClass({ small: true })} href={`/${slug}/qr.svg`} download={`${slug}-portal-qr.svg`}>
              Download (SVG)
            </a>
          </dd>
        </div>
      </dl>
    </section>
  );
}
