import { parseEmail } from '@porchlight/shared/email.ts';
import { type FormEvent, useRef, useState } from 'react';
import { navigate, useHistoryState } from 'wouter/use-browser-location';

import { portalOperations } from '../api/load-portal-operations.ts';
import type { Portal } from '../api/portal.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { AlreadySignedIn, useSignedInEmail } from './already-signed-in.tsx';
import { Frame } from './frame.tsx';
import page from './page.module.css';
import { readDraft, saveDraft } from './sign-in-draft.ts';
import styles from './sign-in-page.module.css';
import { signOutNotices, signOutReasonIn } from './sign-out-notice.ts';
import { SlowNotice } from './slow-notice.tsx';

const notAnAddress = "That doesn't look like an e-mail address. Check it, and try again.";

/** The sign-in page: one field, one button. */
export function SignInPage({ portal }: { readonly portal: Portal }) {
  const [email, setEmail] = useState(() => readDraft(portal.slug).email);
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const signedInAs = useSignedInEmail(portal.slug);
  const signOutReason = signOutReasonIn(useHistoryState<unknown>());
  const sending = useAction(async (address: string) => {
    const { requestSignInLink } = await portalOperations();
    const { askAgainInSeconds } = await requestSignInLink(portal.slug, address);
    saveDraft(portal.slug, { email: address, askAgainAt: Date.now() + askAgainInSeconds * 1000 });
    navigate(`/${portal.slug}/check-mail`);
  });

  function type(text: string) {
    setEmail(text);
    setError(undefined);
    saveDraft(portal.slug, { email: text });
  }

  function send(event: FormEvent) {
    event.preventDefault();
    if (parseEmail(email) !== undefined) return void sending.run(email.trim());
    setError(email.trim() === '' ? 'Type your e-mail address.' : notAnAddress);
    input.current?.focus();
  }

  const badInput = sending.error?.kind === 'bad-input' ? sending.error.message : undefined;
  return (
    <Frame portal={portal} heading={portal.name}>
      {signOutReason && <Notice>{signOutNotices[signOutReason]}</Notice>}
      <p className={page.lead}>Sign in to your Client Portal. There is no password: we e-mail you a link.</p>
      <form className={page.stack} noValidate onSubmit={send}>
        <Field
          ref={input}
          label="Your e-mail address"
          error={error ?? badInput}
          type="email"
          name="email"
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={(event) => type(event.target.value)}
        />
        <Button
          kind={signedInAs === undefined ? 'primary' : 'plain'}
          type="submit"
          busy={sending.busy ? 'Sending…' : undefined}
        >
          Send me a link
        </Button>
        <SlowNotice slow={sending.slow} />
        {sending.error && badInput === undefined && <ErrorNotice error={sending.error} />}
      </form>
      {signedInAs !== undefined && <AlreadySignedIn email={signedInAs} slug={portal.slug} />}
      {portal.phoneUri && (
        <p className="small soft">
          Need help? Call {portal.name}:{' '}
          <a className={styles.phone} href={portal.phoneUri}>
            {portal.phone}
          </a>
        </p>
      )}
    </Frame>
  );
}
