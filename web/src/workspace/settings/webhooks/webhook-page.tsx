import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';

import { toRequestError } from '../../../api/request-error.ts';
import {
  RemoveWebhookDocument,
  SendTestEventDocument,
  UpdateWebhookDocument,
  type WebhookDeliveryState,
  type WebhookFieldsFragment,
  WebhookLogDocument,
  type WebhookLogQuery,
} from '../../../api/generated/workspace/graphql.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorPage } from '../../ui/error-page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { DeliveryList } from './delivery-list.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookSecret } from './webhook-secret.tsx';
import { offText, WebhookState } from './webhook-state.tsx';
import { eventList } from './events.ts';
import './webhooks.css';

/** How often the log is polled while a delivery is due soon, in milliseconds. */
const pollEveryMs = 2000;
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
  useEffect(() => {
    if (underWay) startPolling(pollEveryMs);
    return stopPolling;
  }, [underWay, startPolling, stopPolling]);
  if (webhook === undefined) {
    if (error === undefined) return <Skeleton rows={6} />;
    return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <Details webhook={webhook} onSent={() => void refetch()} />
      <section className="panel" aria-labelledby="webhook-secret">
        <h2 className="panel-title" id="webhook-secret">
          Secret
        </h2>
        <p>The other system uses it to see that what it gets came from you. Keep it like a password.</p>
        <WebhookSecret key={webhook.id} webhook={webhook} />
      </section>
      <section className="panel" aria-labelledby="webhook-log">
        <h2 className="panel-title" id="webhook-log">
          What was sent
        </h2>
        <div className="webhook-filter">
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
  const set = state === undefined ? {} : { state };
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
      {(after !== null || pageInfo.hasNextPage) && (
        <nav className="row-actions" aria-label="Pages of what was sent">
          {after !== null && (
            <Link className={buttonClass({ small: true })} to={{ search: new URLSearchParams(set).toString() }}>
              Newest
            </Link>
          )}
          {pageInfo.hasNextPage && pageInfo.endCursor !== null && (
            <Link
              className={buttonClass({ small: true })}
              to={{ search: new URLSearchParams({ ...set, after: pageInfo.endCursor }).toString() }}
            >
              Older
            </Link>
          )}
        </nav>
      )}
    </>
  );
}

function Details({ webhook, onSent }: { readonly webhook: WebhookFieldsFragment; readonly onSent: () => void }) {
  const { id, url, description, active } = webhook;
  const toast = useToast();
  const update = useMutationAction(UpdateWebhookDocument);
  const sendTest = useMutationAction(SendTestEventDocument);
  const [open, setOpen] = useState<'change' | 'remove'>();
  const whyOff = offText(webhook);
  const error = update.error ?? sendTest.error;

  async function turn(on: boolean) {
    if ((await update.run({ input: { webhookEndpointId: id, active: on } })) === undefined) return;
    toast(on ? 'The webhook is on.' : 'The webhook is off. What happens meanwhile is never sent to it.');
    onSent();
  }
  async function test() {
    if ((await sendTest.run({ input: { webhookEndpointId: id } })) === undefined) return;
    toast('A test event is on its way.');
    onSent();
  }
  return (
    <section className="panel" aria-labelledby="webhook">
      <div className="webhook-top">
        <h2 className="panel-title webhook-url" id="webhook">
          {description ?? new URL(url).host} <WebhookState webhook={webhook} />
        </h2>
        <Switch on={active} label="Webhook" disabled={update.busy} onChange={(on) => void turn(on)} />
      </div>
      {whyOff !== undefined && <Notice tone="stop">{whyOff}</Notice>}
      <dl className="facts">
        <div className="facts-row">
          <dt>Address</dt>
          <dd className="webhook-url">{url}</dd>
        </div>
        <div className="facts-row">
          <dt>Hears</dt>
          <dd>{eventList(webhook)}</dd>
        </div>
      </dl>
      {error !== undefined && <ErrorNotice error={error} />}
      <div className="row-actions">
        <Button small onClick={() => setOpen('change')}>
          Change
        </Button>
        {active && (
          <Button small busy={sendTest.busy ? 'Sending…' : undefined} onClick={() => void test()}>
            Send a test event
          </Button>
        )}
        <Button small onClick={() => setOpen('remove')}>
          Remove…
        </Button>
      </div>
      {open === 'change' && (
        <WebhookDialog
          webhook={webhook}
          onClose={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined);
            toast('Webhook saved.');
          }}
        />
      )}
      {open === 'remove' && <Remove webhook={webhook} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function Remove({ webhook, onClose }: { readonly webhook: WebhookFieldsFragment; readonly onClose: () => void }) {
  const { id, url, description } = webhook;
  const toast = useToast();
  const navigate = useNavigate();
  const remove = useMutationAction(RemoveWebhookDocument);
  async function confirm() {
    if ((await remove.run({ input: { webhookEndpointId: id } })) === undefined) return;
    toast('Webhook removed.');
    void navigate('/settings/webhooks');
  }
  return (
    <Confirm
      title={`Remove the webhook to ${description ?? new URL(url).host}?`}
      confirm="Remove"
      busy={remove.busy ? 'Removing…' : undefined}
      error={remove.error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      The other system hears nothing any more, and what was sent so far is forgotten. This can’t be undone.
    </Confirm>
  );
}
