import { RedeliverDocument, type WebhookDeliveryFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { Timestamp } from '../../ui/timestamp.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';

const states = {
  WAITING: { word: 'Waiting', tag: 'tag' },
  DELIVERED: { word: 'Delivered', tag: 'tag tag-good' },
  FAILED: { word: 'Failed', tag: 'tag tag-stop' },
} as const;

export interface DeliveryListProps {
  readonly deliveries: readonly WebhookDeliveryFieldsFragment[];
  /** Whether anything can be sent: the webhook is on. */
  readonly active: boolean;
}

/** What was sent, newest first, and how it ended. */
export const DeliveryList = ({ deliveries, active }: DeliveryListProps) => (
  <ul className="webhook-list">
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
      <div className="webhook-top">
        <div>
          <p>
            <code>{event}</code> <span className={states[state].tag}>{states[state].word}</span>
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
      {again.error !== undefined && (
        <p className="field-error" role="alert">
          {again.error.message}
        </p>
      )}
      <details className="small">
        <summary>What was sent{status === null ? '' : ', and what came back'}</summary>
        <pre className="webhook-payload">{payload}</pre>
        {status !== null && <pre className="webhook-payload">{`${status}${answer === null ? '' : `\n${answer}`}`}</pre>}
      </details>
    </li>
  );
}
