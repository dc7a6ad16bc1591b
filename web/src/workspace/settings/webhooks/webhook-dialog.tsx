import { useId, useState } from 'react';

import {
  CreateWebhookDocument,
  UpdateWebhookDocument,
  type WebhookEvent,
  type WebhookLineFragment,
} from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import { fieldFault, formFault } from '../../ui/field-fault.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useMutate } from '../../use-mutate.ts';
import { allEvents, eventWords } from './event-words.ts';

export interface WebhookDialogProps {
  /** Which one to change; without one, a webhook is added. */
  readonly webhook?: WebhookLineFragment;
  readonly onSaved: (webhook: WebhookLineFragment) => void;
  readonly onClose: () => void;
}

/** Adds a webhook, or changes one. */
export function WebhookDialog({ webhook, onSaved, onClose }: WebhookDialogProps) {
  const add = useMutate(CreateWebhookDocument);
  const update = useMutate(UpdateWebhookDocument);
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? []);
  const { busy, fault } = webhook === undefined ? add : update;

  async function save() {
    const input = { url, events: [...events], description: description.trim() === '' ? null : description };
    const saved =
      webhook === undefined
        ? (await add.run({ input }))?.createWebhookEndpoint
        : (await update.run({ input: { ...input, webhookEndpointId: webhook.id } }))?.updateWebhookEndpoint;
    if (saved !== undefined) onSaved(saved);
  }
  return (
    <FormDialog
      title={webhook === undefined ? 'Add webhook' : 'Change webhook'}
      submit={webhook === undefined ? 'Add webhook' : 'Save'}
      busy={busy ? 'Saving…' : undefined}
      fault={formFault(fault, ['url', 'description', 'events'])}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <Field
        label="Address"
        hint="Where the other system listens. It begins with https://."
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        required
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={fieldFault(fault, 'url')}
      />
      <Field
        label="Note (optional)"
        hint="Such as the name of the other system."
        autoComplete="off"
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        error={fieldFault(fault, 'description')}
      />
      <EventChoice chosen={events} onChange={setEvents} error={fieldFault(fault, 'events')} />
    </FormDialog>
  );
}

interface EventChoiceProps {
  readonly chosen: readonly WebhookEvent[];
  readonly onChange: (chosen: readonly WebhookEvent[]) => void;
  readonly error: string | undefined;
}

function EventChoice({ chosen, onChange, error }: EventChoiceProps) {
  const id = useId();
  const toggle = (event: WebhookEvent, on: boolean) =>
    onChange(allEvents.filter((each) => (each === event ? on : chosen.includes(each))));
  return (
    <fieldset className="webhook-events" aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className="field-label">What it hears</legend>
      <label className="check webhook-events-all">
        <input
          type="checkbox"
          checked={chosen.length === allEvents.length}
          onChange={({ target }) => onChange(target.checked ? allEvents : [])}
        />
        <span>Everything</span>
      </label>
      <div className="webhook-events-list">
        {allEvents.map((event) => (
          <label className="check" key={event}>
            <input
              type="checkbox"
              checked={chosen.includes(event)}
              onChange={({ target }) => toggle(event, target.checked)}
            />
            <span>{eventWords[event]}</span>
          </label>
        ))}
      </div>
      <div className="live" aria-live="polite">
        {error !== undefined && (
          <p className="field-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
    </fieldset>
  );
}
