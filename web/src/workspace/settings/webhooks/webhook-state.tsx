import type { WebhookFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Timestamp } from '../../ui/timestamp.tsx';

/** Whether a webhook is on, and whether what is sent arrives. */
export function WebhookState({ webhook }: { readonly webhook: WebhookFieldsFragment }) {
  const { active, offReason, failingSince } = webhook;
  if (!active) return <span className={offReason === null ? 'tag' : 'tag tag-stop'}>Off</span>;
  return failingSince === null ? (
    <span className="tag tag-good">On</span>
  ) : (
    <span className="tag tag-stop">
      Nothing arrives since <Timestamp at={failingSince} />
    </span>
  );
}

/** Why it is off, when nobody switched it off. */
export function offText({ offReason }: WebhookFieldsFragment): string | undefined {
  if (offReason === 'GONE')
    return 'The other system said that it no longer listens here, so this webhook was switched off.';
  if (offReason === 'FAILING') return 'Nothing arrived for five days, so this webhook was switched off.';
  return undefined;
}
