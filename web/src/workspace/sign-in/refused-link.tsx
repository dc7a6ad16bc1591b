import { useState } from 'react';
import { Link } from 'react-router';

import { SendNewLinkDocument } from '../../api/generated/session/graphql.ts';
import type { LinkRefused } from '../../api/session-operations.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { CheckMail, type SentLink, toSentLink } from './check-mail.tsx';
import styles from './sign-in.module.css';
import { useIsSignedIn } from './use-is-signed-in.ts';

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
  const newLink = useMutationAction(SendNewLinkDocument);
  const isSignedIn = useIsSignedIn();
  const [sent, setSent] = useState<SentLink>();

  async function send() {
    const answer = await newLink.run({ token });
    if (answer === undefined) return;
    setSent(toSentLink(answer.sendNewLink));
  }
  if (sent !== undefined) {
    return (
      <CheckMail
        email={undefined}
        sent={sent}
        busy={newLink.busy}
        error={newLink.error}
        onAgain={() => void send()}
        onOtherAddress={undefined}
      />
    );
  }
  const title = titles[refused.reason];
  return (
    <>
      <PageHeading title={`${title} · Porchlight`} className={styles.title}>
        {title}
      </PageHeading>
      <p>{refused.message}</p>
      {isSignedIn && (
        <p>
          You are signed in on this device already. <Link to="/clients">Go to the clients</Link>
        </p>
      )}
      {newLink.error !== undefined && <ErrorNotice error={newLink.error} />}
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
