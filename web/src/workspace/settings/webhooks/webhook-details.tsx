import { useState } from 'react';
import { useNavigate } from 'react-router';

import {
  RemoveWebhookDocument,
  SendTestEventDocument,
  UpdateWebhookDocument,
  type WebhookFieldsFragment,
} from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import actions from '../../ui/actions.module.css';
import { Confirm } from '../../ui/confirm.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import panel from '../../ui/panel.module.css';
import { Switch } from '../../ui/switch.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { eventList } from './events.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { offText, WebhookState } from './webhook-state.tsx';

/** What a webhook is, and what can be done with it. */
export function WebhookDetails({
  webhook,
  onSent,
}: {
  readonly webhook: WebhookFieldsFragment;
  readonly onSent: () => void;
}) {
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
    <section className={panel.panel} aria-labelledby="webhook">
      <div className={panel.header}>
        <h2 className={classes(panel.title, 'wrap-anywhere')} id="webhook">
          {description ?? new URL(url).host} <WebhookState webhook={webhook} />
        </h2>
        <Switch on={active} label="Webhook" disabled={update.busy} onChange={(on) => void turn(on)} />
      </div>
      {whyOff !== undefined && <Notice tone="stop">{whyOff}</Notice>}
      <Facts>
        <Fact name="Address" className="wrap-anywhere">
          {url}
        </Fact>
        <Fact name="Hears">{eventList(webhook)}</Fact>
      </Facts>
      {error !== undefined && <ErrorNotice error={error} />}
      <div className={actions.actions}>
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
