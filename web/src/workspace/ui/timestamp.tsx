import { fullTime, shortTime } from '../../ui/format-time.ts';
import { useStaff } from '../session/staff-context.ts';

export interface TimestampProps {
  readonly at: string;
  /** `short`: "2:14 PM" or "Nov 3, 2026"; `full`: day and clock. */
  readonly form?: 'short' | 'full';
}

/** A moment, said in the practice's time zone. */
export function Timestamp({ at, form = 'short' }: TimestampProps) {
  const { timeZone } = useStaff().practice;
  const full = fullTime(at, timeZone);
  return (
    <time dateTime={at} title={`${full} (${timeZone.replaceAll('_', ' ')})`}>
      {form === 'full' ? full : shortTime(at, timeZone)}
    </time>
  );
}
