import { Link } from 'react-router';
import { useState } from 'react';

import type { LinkRefused } from '../../api/both-faces.ts';
import { SendNewLinkDocument } from '../../api/generated/both/graphql.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { useMutate } from '../use-mutate.ts';
import { LinkIsOnItsWay, type SentLink, sentNow } from './link-is-on-its-way.tsx';
import { useSignedInHere } from './use-signed-in-here.ts';

const titles: Readonly<Record<LinkRefused['reason'], string>> = {
  EXPIRED: 'This link is too old',
  ALREADY_USED: 'This link has been used',
  SUPERSEDED: 'There is a newer link',
  NOT_VALID: 'This link does not work',
};

export interface RefusedLinkProps {
  readonly refused: LinkRefused;
  readonly token: string;
}

/** Says in plain words why a link did nothing, with one press to get another. */
export function RefusedLink({ refused, token }: RefusedLinkProps) {
  const newLink = useMutate(SendNewLinkDocument);
  const signedInHere = useSignedInHere();
  const [sent, setSent] = useState<SentLink>();

  async function send() {
    const answer = await newLink.run({ token });
    if (answer === undefined) return;
    setSent(sentNow(answer.sendNewLink));
  }
  if (sent !== undefined) {
    return (
      <LinkIsOnItsWay
        email={undefined}
        sent={sent}
        busy={newLink.busy}
        fault={newLink.fault}
        onAgain={() => void send()}
        onOtherAddress={undefined}
      />
    );
  }
  const title = titles[refused.reason];
  return (
    <>
      <PageHeading title={`${title} · Porchlight`} className="sign-in-title">
        {title}
      </PageHeading>
      <p>{refused.message}</p>
      {signedInHere && (
        <p>
          You are signed in on this device already. <Link to="/clients">Go to the clients</Link>
        </p>
      )}
      {newLink.fault !== undefined && <FaultNotice fault={newLink.fault} />}
      {refused.canSendNewLink ? (
        <Button kind="primary" busy={newLink.busy ? 'Sending…' : undefined} onClick={() => void send()}>
          Send me a new link
        </Button>
      ) : (
        <Link className={buttonClass({ kind: 'primary' })} to="/sign-in">
          Ask for a new link
        </Link>
      )}
    </>
  );
}
