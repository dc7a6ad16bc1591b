import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';

import { type WebhookFieldsFragment, WebhooksDocument } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useStaff } from '../../session/staff-context.ts';
import { ErrorPage } from '../../ui/error-page.tsx';
import list from '../../ui/list.module.css';
import panel from '../../ui/panel.module.css';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { eventList } from './events.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookState } from './webhook-state.tsx';

/** The other systems that hear what happens at the practice. */
export function WebhooksPage() {
  const { may } = useStaff();
  if (!may('WEBHOOKS_MANAGE')) {
    return <Notice>The owner of the practice decides which other systems hear what happens.</Notice>;
  }
  return <Webhooks />;
}

function Webhooks() {
  const toast = useToast();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(WebhooksDocument, { fetchPolicy: 'cache-and-network' });
  const [adding, setAdding] = useState(false);
  if (data === undefined) {
    if (error === undefined) return <Skeleton rows={4} />;
    return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
  }
  function added({ id }: WebhookFieldsFragment) {
    toast('Webhook added. Give its secret to the other system.');
    void navigate(id);
  }
  const { webhookEndpoints } = data;
  return (
    <section className={panel.panel} aria-labelledby="webhooks">
      <div className={panel.header}>
        <h2 className={panel.title} id="webhooks">
          Webhooks
        </h2>
        <Button kind="primary" small onClick={() => setAdding(true)}>
          Add webhook
        </Button>
      </div>
      {webhookEndpoints.length === 0 ? (
        <p className="soft">
          No other system hears what happens here. Add a webhook for each one that should, such as your records system.
          It is told what happened and to which id, never a name, an address or anything about a client’s health.
        </p>
      ) : (
        <ul className={classes(list.divided, 'wrap-anywhere')}>
          {webhookEndpoints.map((webhook) => (
            <li key={webhook.id}>
              <p>
                <Link to={webhook.id}>{webhook.description ?? webhook.url}</Link> <WebhookState webhook={webhook} />
              </p>
              {webhook.description !== null && <p className="soft small">{webhook.url}</p>}
              <p className="soft small">{eventList(webhook)}</p>
            </li>
          ))}
        </ul>
      )}
      {adding && <WebhookDialog onSaved={added} onClose={() => setAdding(false)} />}
    </section>
  );
}
