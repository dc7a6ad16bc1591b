import type { NearMissFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Timestamp } from '../../ui/timestamp.tsx';

/** What was asked for with an address, when, and how often. */
export function AttemptFacts({
  attempt,
}: {
  readonly attempt: Pick<NearMissFieldsFragment, 'at' | 'times' | 'method'>;
}) {
  const { at, times, method } = attempt;
  return (
    <>
      {method === 'PIN' ? 'Typed with a PIN' : 'Asked for a link'} <Timestamp at={at} form="full" />
      {times > 1 && `, ${times} times in all`}
    </>
  );
}
