import { parseEmail } from '@porchlight/shared/email.ts';
import { useState } from 'react';

import { AddPortalAccessDocument, type Relationship } from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { emailInput, malformedEmail } from '../../ui/email-input.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import { formatNames } from '../../ui/format.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import type { EditedClient } from '../edit/edited-client.ts';
import { relationshipChoices } from '../relationships.ts';

export interface AddPersonDialogProps {
  readonly client: EditedClient;
  readonly onClose: () => void;
}

/** Gives one more person access: the client, or somebody who may act for them. */
export function AddPersonDialog({ client, onClose }: AddPersonDialogProps) {
  const add = useMutationAction(AddPortalAccessDocument);
  const toast = useToast();
  const selfIsThere = client.accesses.some(({ relationship }) => relationship === 'SELF');
  const [relationship, setRelationship] = useState<Relationship>(selfIsThere ? 'PARENT' : 'SELF');
  const [person, setPerson] = useState('');
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<{ readonly field: string; readonly message: string }>();
  const ownName = relationship === 'SELF';

  async function save() {
    if (!ownName && person.trim() === '') {
      return setProblem({ field: 'person', message: 'Please enter who this is.' });
    }
    if (parseEmail(email) === undefined) return setProblem({ field: 'email', message: malformedEmail });
    setProblem(undefined);
    const done = await add.run({
      input: { clientId: client.id, email, relationship, person: ownName ? null : person },
    });
    if (done === undefined) return;
    const { person: added, otherClients } = done.addPortalAccess;
    const shared = otherClients.length > 0 ? ` This address also sees ${formatNames(otherClients)}.` : '';
    toast(`${added} has access.${shared} Send an invitation next.`);
    onClose();
  }
  const error = (field: string) => (problem?.field === field ? problem.message : fieldError(add.error, field));
  return (
    <FormDialog
      title={selfIsThere ? 'Add another person' : 'Add e-mail address'}
      submit="Add"
      busy={add.busy ? 'Adding…' : undefined}
      error={formError(add.error, ownName ? ['email'] : ['email', 'person'])}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <SelectField
        label="Whose address is it?"
        choices={relationshipChoices.map(({ value, name }) => ({
          value,
          name: value === 'SELF' ? `${client.firstName}'s own` : name,
        }))}
        value={relationship}
        onChange={(event) => setRelationship(event.target.value as Relationship)}
      />
      {!ownName && (
        <Field
          label="Their name"
          autoComplete="off"
          value={person}
          onChange={(event) => setPerson(event.target.value)}
          error={error('person')}
        />
      )}
      <Field
        {...emailInput}
        label="E-mail address"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={error('email')}
      />
    </FormDialog>
  );
}
