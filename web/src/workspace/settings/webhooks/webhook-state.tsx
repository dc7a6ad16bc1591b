import type { WebhookFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Tag } from '../../ui/tag.tsx';
import { Timestamp } from '../../ui/timestamp.tsx';

/** Whether a webhook is on, and whether what is sent arrives. */
export function WebhookState({ webhook }: { readonly webhook: WebhookFieldsFragment }) {
  const { active, offReason, failingSince } = webhook;
  if (!active) return <Tag tone={offReason === null ? 'plain' : 'stop'}>Off</Tag>;
  return failingSince === null ? (
    <Tag tone="good">On</Tag>
  ) : (
    <Tag tone="stop">
      Nothing arrives since <Timestamp at={failingSince} />
    </Tag>
  );
}

/** Why it is off, when nobody switched it off. */
export function offText({ offReason }: WebhookFieldsFragment): string | undefined {
  if (offReason === 'GONE')
    return 'The other system said that it no longer listens here, so this webhook was switched off.';
  if (offReason === 'FAILING') return 'Nothing arrived for five days, so this webhook was switched off.';
  return undefined;
}
