import { useQuery } from '@apollo/client/react';
import { useParams, useSearchParams } from 'react-router';

import {
  type WebhookDeliveryState,
  WebhookLogDocument,
  type WebhookLogQuery,
} from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { usePolling } from '../../api/use-polling.ts';
import { ErrorPage } from '../../ui/error-page.tsx';
import { PageLinks } from '../../ui/page-links.tsx';
import panel from '../../ui/panel.module.css';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { WebhookDetails } from './webhook-details.tsx';
import styles from './webhook-page.module.css';
import { WebhookSecret } from './webhook-secret.tsx';

/** A delivery that is due within this time is waited for, in milliseconds. */
const soonMs = 30_000;

const isTriedSoon = (nextTryAt: string | null) => nextTryAt !== null && Date.parse(nextTryAt) < Date.now() + soonMs;

/** One webhook: what it hears, its secret, and what was sent. */
export function WebhookPage() {
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const state = readState(params.get('state'));
  const after = params.get('after');
  const { data, error, refetch, startPolling, stopPolling } = useQuery(WebhookLogDocument, {
    variables: { id, state: state ?? null, after },
    fetchPolicy: 'cache-and-network',
  });
  const webhook = data?.webhookEndpoint ?? undefined;
  const underWay = webhook?.deliveries.edges.some(({ node }) => isTriedSoon(node.nextTryAt)) ?? false;
  usePolling(underWay, startPolling, stopPolling);
  if (webhook === undefined) {
    if (error === undefined) return <Skeleton rows={6} />;
    return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <WebhookDetails webhook={webhook} onSent={() => void refetch()} />
      <section className={panel.panel} aria-labelledby="webhook-secret">
        <h2 className={panel.title} id="webhook-secret">
          Secret
        </h2>
        <p>The other system uses it to see that what it gets came from you. Keep it like a password.</p>
        <WebhookSecret key={webhook.id} webhook={webhook} />
      </section>
      <section className={panel.panel} aria-labelledby="webhook-log">
        <h2 className={panel.title} id="webhook-log">
          What was sent
        </h2>
        <div className={styles.filter}>
          <SelectField
            label="Show"
            choices={stateChoices}
            value={state ?? ''}
            onChange={({ target }) => setParams(target.value === '' ? {} : { state: target.value }, { replace: true })}
          />
        </div>
        <Log webhook={webhook} after={after} state={state} />
      </section>
    </>
  );
}

const stateChoices: readonly { readonly value: WebhookDeliveryState | ''; readonly name: string }[] = [
  { value: '', name: 'Everything' },
  { value: 'WAITING', name: 'Waiting' },
  { value: 'DELIVERED', name: 'Delivered' },
  { value: 'FAILED', name: 'Failed' },
];

const readState = (text: string | null): WebhookDeliveryState | undefined =>
  stateChoices.map(({ value }) => value).find((value) => value !== '' && value === text) || undefined;

interface LogProps {
  readonly webhook: NonNullable<WebhookLogQuery['webhookEndpoint']>;
  readonly after: string | null;
  readonly state: WebhookDeliveryState | undefined;
}

function Log({ webhook, after, state }: LogProps) {
  const { edges, pageInfo } = webhook.deliveries;
  const search = state === undefined ? {} : { state };
  return (
    <>
      {edges.length === 0 ? (
        <p className="soft">
          {state === undefined ? 'Nothing was sent yet. Send a test event to try it out.' : 'Nothing here.'}
        </p>
      ) : (
        <DeliveryList deliveries={edges.map(({ node }) => node)} active={webhook.active} />
      )}
      <p className="soft small">What was sent is kept for 30 days.</p>
      <PageLinks label="Pages of what was sent" search={search} after={after} pageInfo={pageInfo} />
    </>
  );
}
