import { useCallback, useEffect, useRef, useState } from 'react';

import { type Fault, toFault } from '../api/fault.ts';

const slowAfterMs = 8_000;

type Phase = { readonly at: 'rest' | 'busy' | 'slow' } | { readonly at: 'fault'; readonly fault: Fault };

export interface Action<Args extends readonly unknown[]> {
  /** Does nothing while an earlier run is under way. */
  readonly run: (...args: Args) => Promise<void>;
  readonly busy: boolean;
  /** It has taken so long that the person should hear that it is still under way. */
  readonly slow: boolean;
  readonly fault: Fault | undefined;
  readonly forgetFault: () => void;
}

/** Something a person starts and then waits for. What goes wrong is kept, for the screen to say. */
export function useAction<Args extends readonly unknown[]>(act: (...args: Args) => Promise<void>): Action<Args> {
  const [phase, setPhase] = useState<Phase>({ at: 'rest' });
  const latest = useRef(act);
  latest.current = act;
  const underWay = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const run = useCallback(async (...args: Args) => {
    if (underWay.current) return;
    underWay.current = true;
    setPhase({ at: 'busy' });
    timer.current = setTimeout(() => setPhase({ at: 'slow' }), slowAfterMs);
    try {
      await latest.current(...args);
      setPhase({ at: 'rest' });
    } catch (error) {
      setPhase({ at: 'fault', fault: toFault(error) });
    } finally {
      clearTimeout(timer.current);
      underWay.current = false;
    }
  }, []);

  return {
    run,
    busy: phase.at === 'busy' || phase.at === 'slow',
    slow: phase.at === 'slow',
    fault: phase.at === 'fault' ? phase.fault : undefined,
    forgetFault: useCallback(() => setPhase({ at: 'rest' }), []),
  };
}
