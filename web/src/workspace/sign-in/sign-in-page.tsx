import { parseEmail } from '@porchlight/shared/email.ts';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'react-router';

import { RequestStaffSignInLinkDocument } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import type { SignedOutReason } from '../session/use-signed-out.ts';
import { CheckMail, type SentLink, toSentLink } from './check-mail.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import styles from './sign-in.module.css';
import { useRedirectWhenSignedIn } from './use-redirect-when-signed-in.ts';

const reasons: Readonly<Record<SignedOutReason, string>> = {
  asked: 'You are signed out.',
  idle: "You were away for a while, so we signed you out to keep your clients' information private.",
  elsewhere: 'Please sign in. Then you will be back where you were.',
};

/** Asks for a staff member's address, and then says to check the mail. */
export function SignInPage() {
  const { state } = useLocation() as { state: { reason?: SignedOutReason } | null };
  const request = useMutationAction(RequestStaffSignInLinkDocument);
  const [email, setEmail] = useState('');
  const [malformed, setMalformed] = useState(false);
  const [sent, setSent] = useState<SentLink>();
  useRedirectWhenSignedIn();

  async function send() {
    const answer = await request.run({ email });
    if (answer === undefined) return;
    setSent(toSentLink(answer.requestStaffSignInLink));
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (request.busy) return;
    setMalformed(parseEmail(email) === undefined);
    if (parseEmail(email) !== undefined) void send();
  }
  if (sent !== undefined) {
    return (
      <SignInFrame>
        <CheckMail
          email={email}
          sent={sent}
          busy={request.busy}
          error={request.error}
          onAgain={() => void send()}
          onOtherAddress={() => setSent(undefined)}
        />
      </SignInFrame>
    );
  }
  const refused = request.error?.field === undefined ? undefined : request.error.message;
  return (
    <SignInFrame>
      <PageHeading title="Sign in · Porchlight" className={styles.title}>
        Sign in
      </PageHeading>
      {state?.reason !== undefined && <Notice>{reasons[state.reason]}</Notice>}
      <form className={styles.form} noValidate onSubmit={submit}>
        <Field
          label="Your work e-mail"
          type="email"
          name="email"
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={malformed ? 'That does not look like an e-mail address. Check it for typos.' : refused}
        />
        {request.error !== undefined && refused === undefined && <ErrorNotice error={request.error} />}
        <Button kind="primary" type="submit" busy={request.busy ? 'Sending…' : undefined}>
          Send me a sign-in link
        </Button>
      </form>
      <p className="soft small">No password: we mail you a link that works once.</p>
    </SignInFrame>
  );
}
