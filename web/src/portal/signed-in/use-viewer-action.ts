import { useEffect } from 'react';

import { type Action, useAction } from '../../ui/use-action.ts';
import type { SignOutReason } from '../sign-out-notice.ts';

/** An action of somebody signed in; when their session is over, they go to the sign-in page. */
export function useViewerAction<Args extends readonly unknown[]>(
  onLeave: (reason: SignOutReason) => void,
  act: (...args: Args) => Promise<void>,
): Action<Args> {
  const action = useAction(act);
  const signedOut = action.error?.kind === 'signed-out';
  useEffect(() => {
    if (signedOut) onLeave('elsewhere');
  }, [signedOut, onLeave]);
  return action;
}
