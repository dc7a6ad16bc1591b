import { useId, useState } from 'react';

import {
  CreateWebhookDocument,
  UpdateWebhookDocument,
  type WebhookEvent,
  type WebhookFieldsFragment,
} from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import field from '../../../ui/labeled-field.module.css';
import { FieldErrorText } from '../../../ui/labeled-field.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import { allEvents, eventLabels } from './events.ts';
import styles from './webhook-dialog.module.css';

export interface WebhookDialogProps {
  /** Which one to change; without one, a webhook is added. */
  readonly webhook?: WebhookFieldsFragment;
  readonly onSaved: (webhook: WebhookFieldsFragment) => void;
  readonly onClose: () => void;
}

/** Adds a webhook, or changes one. */
export function WebhookDialog({ webhook, onSaved, onClose }: WebhookDialogProps) {
  const add = useMutationAction(CreateWebhookDocument);
  const update = useMutationAction(UpdateWebhookDocument);
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? []);
  const { busy, error } = webhook === undefined ? add : update;

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
      wide
      busy={busy ? 'Saving…' : undefined}
      error={formError(error, ['url', 'description', 'events'])}
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
        error={fieldError(error, 'url')}
      />
      <Field
        label="Note (optional)"
        hint="Such as the name of the other system."
        autoComplete="off"
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        error={fieldError(error, 'description')}
      />
      <EventChoice chosen={events} onChange={setEvents} error={fieldError(error, 'events')} />
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
    <fieldset className={styles.events} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className={field.label}>What it hears</legend>
      <Checkbox
        className={styles.all}
        checked={chosen.length === allEvents.length}
        onChange={(on) => onChange(on ? allEvents : [])}
      >
        Everything
      </Checkbox>
      <div className={styles.each}>
        {allEvents.map((event) => (
          <Checkbox key={event} checked={chosen.includes(event)} onChange={(on) => toggle(event, on)}>
            {eventLabels[event]}
          </Checkbox>
        ))}
      </div>
      <FieldErrorText id={`${id}-error`}>{error}</FieldErrorText>
    </fieldset>
  );
}
