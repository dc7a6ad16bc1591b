import { useApolloClient } from '@apollo/client/react';
import { parseEmail } from '@porchlight/shared/email.ts';
import { useState } from 'react';

import {
  AddStaffMemberDocument,
  type Role,
  StaffDocument,
  type StaffMemberFieldsFragment,
  UpdateStaffMemberDocument,
} from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { roleLabels, useStaff } from '../../session/staff-context.ts';
import { emailInput, malformedEmail } from '../../ui/email-input.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useToast } from '../../ui/toasts.tsx';

const roleHints: Readonly<Record<Role, string>> = {
  OWNER: 'May do everything, also change settings and staff.',
  CLINICIAN: 'Works with clients, invitations and Pin codes. Changes no settings.',
  FRONT_DESK: 'Sends invitations, makes Pin codes and corrects addresses.',
};

const editConflict =
  'Someone else changed this person meanwhile, and nothing of yours is saved. Close this, look at what is saved, and change it again if it is still needed.';

export interface StaffMemberDialogProps {
  /** Whom to change; without one, somebody is added. */
  readonly member?: StaffMemberFieldsFragment;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Adds a staff member, or changes one, after saying what that does. */
export function StaffMemberDialog({ member, reload, onClose }: StaffMemberDialogProps) {
  const toast = useToast();
  const apollo = useApolloClient();
  const isYou = useStaff().id === member?.id;
  const add = useMutationAction(AddStaffMemberDocument);
  const update = useMutationAction(UpdateStaffMemberDocument);
  const [name, setName] = useState(member?.name ?? '');
  const [email, setEmail] = useState(member?.email ?? '');
  const [role, setRole] = useState<Role>(member?.role ?? 'CLINICIAN');
  const [problem, setProblem] = useState<{ readonly field?: string; readonly message: string }>();
  const { busy, error } = member === undefined ? add : update;
  const newAddress = member !== undefined && parseEmail(email) !== undefined && parseEmail(email) !== member.email;

  async function save() {
    if (name.trim() === '') return setProblem({ field: 'name', message: 'Please enter the name.' });
    if (parseEmail(email) === undefined) return setProblem({ field: 'email', message: malformedEmail });
    setProblem(undefined);
    const message = member === undefined ? await addMember() : await changeMember(member);
    if (message === undefined) return;
    toast(message);
    onClose();
    await reload();
    if (isYou) await apollo.refetchQueries({ include: [StaffDocument] });
  }
  /** @returns the message for the toast; undefined when it failed. */
  async function addMember() {
    const done = await add.run({ input: { name, email, role } });
    return (
      done && `${done.addStaffMember.name} is added. A sign-in link is on its way to ${done.addStaffMember.email}.`
    );
  }
  async function changeMember({ id, version }: StaffMemberFieldsFragment) {
    const done = await update.run({ input: { staffMemberId: id, version, name, email, role } });
    const result = done?.updateStaffMember;
    if (result?.__typename === 'StaffMember') return `${result.name} is saved.`;
    if (result?.__typename === 'LastOwner') setProblem({ message: result.message });
    if (result?.__typename === 'EditedMeanwhile') {
      await reload();
      setProblem({ message: editConflict });
    }
    return undefined;
  }
  const errorOf = (field: string) => (problem?.field === field ? problem.message : fieldError(error, field));
  return (
    <FormDialog
      title={member === undefined ? 'Add staff member' : `Change ${member.name}`}
      submit={member === undefined ? 'Add and send link' : 'Save'}
      busy={busy ? 'Saving…' : undefined}
      error={formError(error, ['name', 'email'])}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {member === undefined && <p>They get a sign-in link by e-mail at once. It works for 15 minutes.</p>}
      <Field
        label="Name"
        autoComplete="off"
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={errorOf('name')}
      />
      <Field
        {...emailInput}
        label="E-mail address"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={errorOf('email')}
      />
      {newAddress && (
        <Notice>
          {isYou
            ? `You stay signed in here, and are signed out everywhere else. From now on your links go to the new address: check it for typos.`
            : `${member.name} is signed out at once, and gets a sign-in link at the new address.`}
        </Notice>
      )}
      <SelectField
        label="Role"
        hint={roleHints[role]}
        choices={Object.entries(roleLabels).map(([value, roleName]) => ({ value, name: roleName }))}
        value={role}
        onChange={(event) => setRole(event.target.value as Role)}
      />
      {isYou && member?.role === 'OWNER' && role !== 'OWNER' && problem === undefined && (
        <Notice tone="stop">You can then no longer change settings and staff, nor take this back yourself.</Notice>
      )}
      {problem !== undefined && problem.field === undefined && <Notice tone="stop">{problem.message}</Notice>}
    </FormDialog>
  );
}
