import { useApolloClient } from '@apollo/client/react';
import { parseEmail } from '@porchlight/shared/email.ts';
import { useState } from 'react';

import { ChangeAddressDocument, ClientPortalDocument } from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { emailInput, malformedEmail } from '../../ui/email-input.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import { formatNames } from '../../ui/format.ts';
import { useToast } from '../../ui/toasts.tsx';
import type { EditedAccess } from '../edit/edited-client.ts';

export interface ChangeAddressDialogProps {
  readonly access: Pick<EditedAccess, 'id' | 'version' | 'person' | 'email' | 'otherClients'>;
  /** What somebody typed on the sign-in page, which may be the right address. */
  readonly typed?: string;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Changes the address, after saying what that does. */
export function ChangeAddressDialog({ access, typed, onClose, onChanged }: ChangeAddressDialogProps) {
  const change = useMutationAction(ChangeAddressDocument);
  const toast = useToast();
  const apollo = useApolloClient();
  const [email, setEmail] = useState(typed ?? access.email);
  const [problem, setProblem] = useState<string>();
  const [everyClient, setEveryClient] = useState(false);
  const [overtaken, setOvertaken] = useState(false);
  const others = access.otherClients;

  async function save() {
    const parsed = parseEmail(email);
    if (parsed === undefined) return setProblem(malformedEmail);
    if (parsed === access.email) return setProblem('This is the address already.');
    setProblem(undefined);
    const done = await change.run({
      input: { portalAccessId: access.id, version: access.version, email, everyClient },
    });
    if (done === undefined) return;
    await apollo.refetchQueries({ include: [ClientPortalDocument] });
    if (done.changeAddress.__typename === 'EditedMeanwhile') return setOvertaken(true);
    toast(`The address of ${access.person} is now ${done.changeAddress.email}.`);
    onChanged();
  }
  return (
    <FormDialog
      title={`Change the address of ${access.person}`}
      submit="Change address"
      busy={change.busy ? 'Changing…' : undefined}
      error={formError(change.error, ['email'])}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {typed !== undefined && (
        <p>
          <strong>First ask {access.person} on the phone to spell the address.</strong> A stranger may have typed{' '}
          {typed}, so do not read it out. If it was only a slip, cancel, and ask them to type {access.email}.
        </p>
      )}
      <p>
        Links and Pin codes for {access.email} stop working, whoever is signed in with it is signed out at once, and
        that address is told that it was replaced. Then you can invite the new one.
      </p>
      {overtaken && (
        <Notice tone="stop">
          <p>
            <strong>Someone else changed this access meanwhile.</strong> Nothing of yours is saved. The address is now{' '}
            {access.email}. If yours is the right one, change it again.
          </p>
        </Notice>
      )}
      <Field
        {...emailInput}
        label="New e-mail address"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={problem ?? fieldError(change.error, 'email')}
      />
      {others.length > 0 && (
        <Checkbox checked={everyClient} onChange={setEveryClient}>
          Change it for {formatNames(others)} as well. Otherwise {access.email} goes on seeing{' '}
          {others.length === 1 ? 'that client' : 'those clients'}.
        </Checkbox>
      )}
    </FormDialog>
  );
}
