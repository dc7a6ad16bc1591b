import { useState } from 'react';

import { type ApiKeyScope, CreateApiKeyDocument } from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { ScopeChoice } from './scope-choice.tsx';

export interface CreateKeyDialogProps {
  readonly onCreated: (created: { name: string; token: string }) => void;
  readonly onClose: () => void;
}

const ends = [
  { value: '30', name: 'After 30 days' },
  { value: '90', name: 'After 90 days' },
  { value: '365', name: 'After a year' },
  { value: '', name: 'Never' },
];

/** Makes a key for one program. */
export function CreateKeyDialog({ onCreated, onClose }: CreateKeyDialogProps) {
  // The answer holds the key, which the cache must not keep.
  const create = useMutationAction(CreateApiKeyDocument, 'no-cache');
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly ApiKeyScope[]>([]);
  const [days, setDays] = useState('365');

  async function send() {
    const input = { name, scopes: [...scopes], expiresInDays: days === '' ? null : Number(days) };
    const done = await create.run({ input });
    if (done !== undefined) onCreated({ name: done.createApiKey.apiKey.name, token: done.createApiKey.token });
  }
  return (
    <FormDialog
      title="Create API key"
      submit="Create key"
      wide
      busy={create.busy ? 'Creating…' : undefined}
      error={formError(create.error, ['name', 'scopes'])}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <Field
        label="Name"
        hint="The program that uses it. The record names it for all that the program does."
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={fieldError(create.error, 'name')}
        maxLength={60}
        autoComplete="off"
        required
      />
      <SelectField label="Expires" choices={ends} value={days} onChange={(event) => setDays(event.target.value)} />
      <ScopeChoice chosen={scopes} onChange={setScopes} error={fieldError(create.error, 'scopes')} />
    </FormDialog>
  );
}
