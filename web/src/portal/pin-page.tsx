import { parseEmail } from '@porchlight/shared/email.ts';
import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import { parsePin, pinLength } from '@porchlight/shared/pin.ts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { portalOperations, portalOperationsWhenIdle } from '../api/load-portal-operations.ts';
import type { Portal } from '../api/portal.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { useAction } from '../ui/use-action.ts';
import { Frame } from './frame.tsx';
import { PageLink } from './page-link.tsx';
import page from './page.module.css';
import { pathAfterSignIn } from './path-after-sign-in.ts';
import styles from './pin-page.module.css';
import { clearDraft, readDraft, saveDraft } from './sign-in-draft.ts';
import { SlowNotice } from './slow-notice.tsx';

interface FieldErrors {
  readonly email?: string;
  readonly pin?: string;
}

/** For when mail fails: the practice reads a PIN over the phone, and the client types it here. */
export function PinPage({ portal }: { readonly portal: Portal }) {
  const [email, setEmail] = useState(() => readDraft(portal.slug).email);
  const [pin, setPin] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const emailInput = useRef<HTMLInputElement>(null);
  const pinInput = useRef<HTMLInputElement>(null);
  const signingIn = useAction(async (digits: string) => {
    const { redeemPin } = await portalOperations();
    const outcome = await redeemPin(portal.slug, email.trim(), digits);
    if (outcome.__typename === 'PinRefused') return refuse({ pin: outcome.message });
    clearDraft(portal.slug);
    navigate(pathAfterSignIn(outcome.portal ?? portal, outcome.severalClients), { replace: true });
  });

  // So that pressing the button need not wait for them.
  useEffect(() => void portalOperationsWhenIdle().catch(() => undefined), []);

  /** Says what is wrong, and puts the cursor where it can be put right. */
  function refuse(found: FieldErrors) {
    setErrors(found);
    const input = found.email === undefined ? pinInput.current : emailInput.current;
    input?.focus();
    if (found.email === undefined) input?.select();
  }

  function signIn(event: FormEvent) {
    event.preventDefault();
    const digits = parsePin(pin);
    const found: FieldErrors = {
      ...(parseEmail(email) === undefined && { email: 'Type the e-mail address that the practice has for you.' }),
      ...(digits === undefined && { pin: `A PIN has ${pinLength} digits. Check what you typed.` }),
    };
    if (digits === undefined || found.email !== undefined) return refuse(found);
    setErrors({});
    void signingIn.run(digits);
  }

  return (
    <Frame portal={portal} heading="Sign in with a Pin code">
      <CallThePractice portal={portal} />
      <form className={page.stack} noValidate onSubmit={signIn}>
        <Field
          ref={emailInput}
          label="Your e-mail address"
          error={errors.email}
          type="email"
          name="email"
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={(event) => {
            setEmail(event.target.value);
            setErrors({});
            saveDraft(portal.slug, { email: event.target.value });
          }}
        />
        <Field
          ref={pinInput}
          className={styles.pin}
          label="Pin code"
          hint={`${pinLength} digits`}
          error={errors.pin}
          name="pin"
          autoComplete="one-time-code"
          inputMode="numeric"
          value={pin}
          onChange={(event) => {
            setPin(event.target.value);
            setErrors({});
          }}
        />
        <Button kind="primary" type="submit" busy={signingIn.busy ? 'Signing in…' : undefined}>
          Sign In
        </Button>
        <SlowNotice slow={signingIn.slow} />
        {signingIn.error && <ErrorNotice error={signingIn.error} />}
      </form>
      <p>
        <PageLink to={`/${portal.slug}`}>Send me a link instead</PageLink>
      </p>
    </Frame>
  );
}

function CallThePractice({ portal }: { readonly portal: Portal }) {
  return (
    <div className={page.stack}>
      <p className={page.lead}>
        {portal.phone ? 'Call' : 'Contact'} {portal.name} and ask for a Pin code. They will tell you {pinLength} digits
        to type here.
      </p>
      {portal.phoneUri && (
        <a className={buttonClass({})} href={portal.phoneUri}>
          Call {portal.phone}
        </a>
      )}
      <p className="small soft">
        It works once, for {formatLifetime(portal.pinLifetimeMinutes)}, and only with the e-mail address that the
        practice has for you.
      </p>
    </div>
  );
}
