import { RedeliverDocument, type WebhookDeliveryFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import list from '../../ui/list.module.css';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { Timestamp } from '../../ui/timestamp.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './delivery-list.module.css';

const states = {
  WAITING: { word: 'Waiting', tone: 'plain' },
  DELIVERED: { word: 'Delivered', tone: 'good' },
  FAILED: { word: 'Failed', tone: 'stop' },
} as const;

export interface DeliveryListProps {
  readonly deliveries: readonly WebhookDeliveryFieldsFragment[];
  /** Whether anything can be sent: the webhook is on. */
  readonly active: boolean;
}

/** What was sent, newest first, and how it ended. */
export const DeliveryList = ({ deliveries, active }: DeliveryListProps) => (
  <ul className={classes(list.divided, styles.deliveries, 'wrap-anywhere')}>
    {deliveries.map((delivery) => (
      <Delivery key={delivery.id} delivery={delivery} active={active} />
    ))}
  </ul>
);

function Delivery({
  delivery,
  active,
}: {
  readonly delivery: WebhookDeliveryFieldsFragment;
  readonly active: boolean;
}) {
  const toast = useToast();
  const again = useMutationAction(RedeliverDocument);
  const { id, event, state, attempts, createdAt, nextTryAt, status, answer, problem, payload } = delivery;

  async function send() {
    if ((await again.run({ input: { webhookDeliveryId: id } })) !== undefined) toast('It is being sent again.');
  }
  return (
    <li>
      <div className={panel.header}>
        <div>
          <p>
            <code>{event}</code> <Tag tone={states[state].tone}>{states[state].word}</Tag>
          </p>
          <p className="soft small">
            <Timestamp at={createdAt} form="full" />
            {attempts > 0 && ` · tried ${attempts === 1 ? 'once' : `${attempts} times`}`}
            {attempts > 0 && nextTryAt !== null && (
              <>
                , again <Timestamp at={nextTryAt} form="full" />
              </>
            )}
          </p>
          {problem !== null && <p className="small">{problem}</p>}
        </div>
        {active && (state !== 'WAITING' || attempts > 0) && (
          <Button
            small
            aria-label={`Send again: ${event}`}
            busy={again.busy ? 'Sending…' : undefined}
            onClick={() => void send()}
          >
            Send again
          </Button>
        )}
      </div>
      <InlineError error={again.error} />
      <details className="small">
        <summary>What was sent{status === null ? '' : ', and what came back'}</summary>
        <pre className={styles.payload}>{payload}</pre>
        {status !== null && <pre className={styles.payload}>{`${status}${answer === null ? '' : `\n${answer}`}`}</pre>}
      </details>
    </li>
  );
}
