import type { PracticeFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { GuideLink } from '../../ui/guide-link.tsx';
import panel from '../../ui/panel.module.css';
import { Row, Rows } from '../../ui/rows.tsx';
import styles from './share-portal.module.css';

/** What the practice puts on its web site, its walls and its letters, so that clients find the portal. */
export function SharePortal({ practice }: { readonly practice: PracticeFieldsFragment }) {
  const { slug, portalUrl } = practice;
  const snippet = `<a href="${portalUrl}">Sign in to the Client Portal</a>`;
  return (
    <section className={panel.panel} aria-labelledby="share">
      <h2 className={panel.title} id="share">
        Show clients the way
      </h2>
      <Rows>
        <Row name="Address">
          <a className="wrap-anywhere" href={portalUrl} target="_blank" rel="noreferrer">
            {portalUrl}
          </a>
          <CopyButton text={portalUrl} what="Portal address" />
        </Row>
        <Row name="Guide">
          <span>One page to print or send: how to log in, step by step, with your name and phone number.</span>
          <GuideLink slug={slug} />
        </Row>
        <Row name="Web site">
          <code className={styles.snippet}>{snippet}</code>
          <CopyButton text={snippet} what="HTML for your web site" />
        </Row>
        <Row name="QR code">
          <img
            className={styles.qr}
            src={`/${slug}/qr.svg`}
            width={148}
            height={148}
            alt={`QR code that opens ${portalUrl}`}
          />
          <a className={buttonClass({ small: true })} href={`/${slug}/qr.svg`} download={`${slug}-portal-qr.svg`}>
            Download (SVG)
          </a>
        </Row>
      </Rows>
    </section>
  );
}
