import { practiceTime } from '../../lib/practice-time.ts';
import { type Cause, causes } from './causes.ts';
import { type Evidence, lastEvent } from './evidence.ts';

/** Why somebody can't get in, and what to do next; or that they are in. */
export interface Diagnosis {
  cause: Cause;
  /** When the event happened; null for a cause without one. */
  at: Date | null;
  /** The cause and the next thing to do, in plain words. */
  message: string;
}

/** The likely cause why the holder of an access can't get in; undefined when there is none and nothing needs to be said. */
export function diagnose(evidence: Evidence): Diagnosis | undefined {
  const last = lastEvent(evidence);
  const rule = causes.find(({ applies }) => applies(evidence, last));
  if (!rule) return undefined;
  const wording = {
    name: evidence.person.split(' ')[0] ?? evidence.person,
    ...practiceTime(evidence.now, evidence.timeZone),
  };
  return { cause: rule.cause, at: last?.at ?? null, message: rule.message(evidence, wording) };
}
