import { useCallback, useEffect, useRef, useState } from 'react';

import { type RequestError, toRequestError } from '../api/request-error.ts';

const slowAfterMs = 8_000;

type State = { readonly status: 'idle' | 'busy' | 'slow' } | { readonly status: 'error'; readonly error: RequestError };

export interface Action<Args extends readonly unknown[]> {
  /** Does nothing while an earlier run is under way. */
  readonly run: (...args: Args) => Promise<void>;
  readonly busy: boolean;
  /** It has taken so long that the person should hear that it is still under way. */
  readonly slow: boolean;
  readonly error: RequestError | undefined;
  readonly clearError: () => void;
}

/** An action that a person starts and waits for. Its error is kept for the screen to show. */
export function useAction<Args extends readonly unknown[]>(act: (...args: Args) => Promise<void>): Action<Args> {
  const [state, setState] = useState<State>({ status: 'idle' });
  const latest = useRef(act);
  latest.current = act;
  const running = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const run = useCallback(async (...args: Args) => {
    if (running.current) return;
    running.current = true;
    setState({ status: 'busy' });
    timer.current = setTimeout(() => setState({ status: 'slow' }), slowAfterMs);
    try {
      await latest.current(...args);
      setState({ status: 'idle' });
    } catch (error) {
      setState({ status: 'error', error: toRequestError(error) });
    } finally {
      clearTimeout(timer.current);
      running.current = false;
    }
  }, []);

  return {
    run,
    busy: state.status === 'busy' || state.status === 'slow',
    slow: state.status === 'slow',
    error: state.status === 'error' ? state.error : undefined,
    clearError: useCallback(() => setState({ status: 'idle' }), []),
  };
}
