import { useEffect } from 'react';

import { type Action, useAction } from '../../ui/use-action.ts';
import type { Farewell } from '../farewell.ts';

/** An action of somebody signed in; when they turn out not to be any more, they leave with a word. */
export function useViewerAction<Args extends readonly unknown[]>(
  onLeave: (farewell: Farewell) => void,
  act: (...args: Args) => Promise<void>,
): Action<Args> {
  const action = useAction(act);
  const signedOut = action.fault?.kind === 'signed-out';
  useEffect(() => {
    if (signedOut) onLeave('elsewhere');
  }, [signedOut, onLeave]);
  return action;
}
