import { useState } from 'react';
import { useNavigate } from 'react-router';

import { CreateClientDocument } from '../../../api/generated/workspace/graphql.ts';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import { clientFieldNames, ClientFields, type ClientValues, missingName, orNull } from './client-fields.tsx';

const empty: ClientValues = { firstName: '', lastName: '', phone: '', reference: '' };

/** Adds a client, and then leads to the tab where their address is entered. */
export function AddClientDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useMutationAction(CreateClientDocument);
  const navigate = useNavigate();
  const [values, setValues] = useState(empty);
  const [missing, setMissing] = useState<ReturnType<typeof missingName>>();

  async function add() {
    const incomplete = missingName(values);
    setMissing(incomplete);
    if (incomplete !== undefined) return;
    const done = await create.run({
      input: {
        firstName: values.firstName,
        lastName: values.lastName,
        phone: orNull(values.phone),
        reference: orNull(values.reference),
      },
    });
    if (done !== undefined) void navigate(`/clients/${done.createClient.id}/edit/portal`);
  }
  return (
    <FormDialog
      title="Add client"
      submit="Add client"
      busy={create.busy ? 'Adding…' : undefined}
      error={formError(create.error, clientFieldNames)}
      onSubmit={() => void add()}
      onClose={onClose}
    >
      <ClientFields
        values={values}
        onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
        error={(name) => (missing?.field === name ? missing.message : fieldError(create.error, name))}
      />
    </FormDialog>
  );
}
