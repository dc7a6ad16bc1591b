import { useState } from 'react';

import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { formatCountdown } from './format-countdown.ts';
import { Notice } from './notice.tsx';
import type { SessionWarning } from './session-watch.ts';
import { useCountdown } from './use-countdown.ts';

export interface IdleWarningProps {
  readonly warning: SessionWarning;
  /** Resolves with what went wrong, if anything did. */
  readonly onStay: () => Promise<{ readonly message: string } | undefined>;
  readonly onSignOut: () => void;
}

/** Says that the session is about to end, for how long one may still answer, and how to stay. */
export function IdleWarning({ warning, onStay, onSignOut }: IdleWarningProps) {
  const seconds = useCountdown(warning.endsAt);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [acknowledged, setAcknowledged] = useState(false);

  async function stay() {
    setBusy(true);
    setTrouble(undefined);
    setTrouble((await onStay())?.message);
    setBusy(false);
  }

  if (!warning.canStay && acknowledged) return null;
  return (
    <Dialog
      title={warning.canStay ? 'Are you still there?' : 'Your time here is almost over'}
      onDismiss={() => (warning.canStay ? void stay() : setAcknowledged(true))}
      actions={
        <>
          {warning.canStay ? (
            <Button kind="primary" busy={busy ? 'One moment…' : undefined} onClick={() => void stay()}>
              Stay signed in
            </Button>
          ) : (
            <Button kind="primary" onClick={() => setAcknowledged(true)}>
              OK
            </Button>
          )}
          <Button onClick={onSignOut}>Sign out now</Button>
        </>
      }
    >
      <p>
        {warning.canStay
          ? 'To keep your information private, we will sign you out in '
          : 'For your safety, everyone signs in anew after a while. You will be signed out in '}
        <strong role="timer">{formatCountdown(seconds)}</strong>.
      </p>
      {trouble !== undefined && <Notice tone="stop">{trouble}</Notice>}
    </Dialog>
  );
}
