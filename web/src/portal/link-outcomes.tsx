import { useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import type { LinkRefused, SignedInAsSomeoneElse } from '../api/both-faces.ts';
import type { Fault } from '../api/fault.ts';
import { type Portal, portalOperations } from '../api/portal.ts';
import { Button } from '../ui/button.tsx';
import { FaultNotice } from '../ui/fault-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { Frame } from './frame.tsx';
import { PageLink } from './page-link.tsx';
import { SignedInHere, useSignedInAt } from './signed-in-here.tsx';
import { StillWorking } from './still-working.tsx';
import { lifetime } from './plain-words.ts';

const headings: Readonly<Record<LinkRefused['reason'], string>> = {
  SUPERSEDED: 'There is a newer link',
  ALREADY_USED: 'This link has been used',
  EXPIRED: "This link's time is over",
  NOT_VALID: "This link doesn't work",
};

export interface RefusedProps {
  readonly refused: LinkRefused;
  readonly token: string;
  readonly portal: Portal | undefined;
  readonly slug: string;
}

/** Says why a link did not work, and gets a new one with one press. */
export function Refused({ refused, token, portal, slug }: RefusedProps) {
  const [sent, setSent] = useState(false);
  const sending = useAction(async () => {
    const { sendNewLink } = await portalOperations();
    await sendNewLink(token);
    setSent(true);
  });
  const door = portal?.slug ?? slug;
  const signedInAs = useSignedInAt(door);
  const kind = signedInAs === undefined ? 'primary' : 'plain';
  if (sent) return <NewLinkSent portal={portal} slug={door} minutes={refused.linkLifetimeMinutes} />;
  return (
    <Frame portal={portal} heading={headings[refused.reason]} lit={false}>
      <p className="lead">{refused.message}</p>
      {refused.canSendNewLink ? (
        <div className="stack">
          <Button kind={kind} busy={sending.busy ? 'Sending…' : undefined} onClick={() => void sending.run()}>
            Send me a new link
          </Button>
          <StillWorking slow={sending.slow} />
          {sending.fault && <FaultNotice fault={sending.fault} />}
          <PageLink to={`/${door}`}>Use another e-mail address</PageLink>
        </div>
      ) : (
        <PageLink to={`/${door}`} kind={kind}>
          Send me a new link
        </PageLink>
      )}
      {signedInAs !== undefined && <SignedInHere email={signedInAs} slug={door} />}
    </Frame>
  );
}

function NewLinkSent({
  portal,
  slug,
  minutes,
}: {
  readonly portal: Portal | undefined;
  readonly slug: string;
  readonly minutes: number;
}) {
  return (
    <Frame portal={portal} heading="Check your mail">
      <p className="lead">A new link is on its way, if you still have portal access.</p>
      <p>It works once, for {lifetime(minutes)}. Only the newest mail works. You can close this page.</p>
      <PageLink to={`/${slug}`}>No mail after a few minutes? Start over</PageLink>
    </Frame>
  );
}

export interface SomeoneElseProps {
  readonly other: SignedInAsSomeoneElse;
  readonly portal: Portal | undefined;
  readonly busy: boolean;
  readonly fault: Fault | undefined;
  readonly onSwitch: () => void;
}

/** Asks before the link of one person takes the place of another who is signed in here. */
export function SomeoneElse({ other, portal, busy, fault, onSwitch }: SomeoneElseProps) {
  const stay = () =>
    other.portal ? navigate(`/${other.portal.slug}/home`, { replace: true }) : location.replace('/staff');
  return (
    <Frame portal={portal} heading="Someone else is signed in">
      <p className="lead">
        You are signed in as <strong className="address">{other.signedInAs}</strong>
        {other.portal && other.portal.slug !== portal?.slug && <> at {other.portal.name}</>}. This link is for someone
        else.
      </p>
      <div className="choices">
        <Button kind="primary" onClick={stay}>
          Stay
        </Button>
        <Button busy={busy ? 'Switching…' : undefined} onClick={onSwitch}>
          Switch
        </Button>
      </div>
      {fault && <FaultNotice fault={fault} />}
      <p className="soft small">
        Switching signs the other person out of this browser. Staying leaves the link unused.
      </p>
    </Frame>
  );
}

/** The link page without a link: loaded again, or opened from the history. */
export function NoToken({ slug, portal }: { readonly slug: string; readonly portal: Portal | undefined }) {
  const signedInAs = useSignedInAt(slug);
  return (
    <Frame portal={portal} heading="Open your link again" lit={false}>
      <p className="lead">
        To keep it private, your link was removed from the address bar. Go back to your mail and open the newest link
        there, or ask for a new one.
      </p>
      <PageLink to={`/${slug}`} kind={signedInAs === undefined ? 'primary' : 'plain'}>
        Send me a new link
      </PageLink>
      {signedInAs !== undefined && <SignedInHere email={signedInAs} slug={slug} />}
    </Frame>
  );
}
