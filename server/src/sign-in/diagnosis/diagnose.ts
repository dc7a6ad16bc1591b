import { practiceTime } from '../../lib/practice-time.ts';
import { type Cause, causes } from './causes.ts';
import { type Evidence, lastHappening } from './evidence.ts';

/** Why somebody can't get in, and what to do next; or that they are in. */
export interface Diagnosis {
  cause: Cause;
  /** When what it speaks of happened; null for what simply is so. */
  at: Date | null;
  /** The cause and the next thing to do, in plain words. */
  message: string;
}

/** Says why the holder of an access can't get in; undefined when nothing speaks against it, and nothing needs saying. */
export function diagnose(evidence: Evidence): Diagnosis | undefined {
  const last = lastHappening(evidence);
  const rule = causes.find(({ when }) => when(evidence, last));
  if (!rule) return undefined;
  const words = {
    name: evidence.person.split(' ')[0] ?? evidence.person,
    ...practiceTime(evidence.now, evidence.timeZone),
  };
  return { cause: rule.cause, at: last?.at ?? null, message: rule.say(evidence, words) };
}
