import { useState } from 'react';

import { type Relationship, UpdatePortalAccessDocument } from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { EditConflictNotice } from '../../ui/edit-conflict-notice.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import type { Edited, EditedAccess } from '../edit/edited-client.ts';
import { relationshipChoices, relationshipLabels } from '../relationships.ts';

export interface EditPersonDialogProps extends Pick<Edited, 'reload'> {
  readonly access: EditedAccess;
  readonly onClose: () => void;
}

const labels = { relationship: 'Who they are to the client', person: 'Their name' } as const;

/** Changes who holds an access; what they sign in with stays as it is. */
export function EditPersonDialog({ access, reload, onClose }: EditPersonDialogProps) {
  const update = useMutationAction(UpdatePortalAccessDocument);
  const toast = useToast();
  const saved = {
    relationship: relationshipLabels[access.relationship],
    person: access.relationship === 'SELF' ? '' : access.person,
  };
  const draft = useDraft<Record<keyof typeof labels, string>>(saved, access.version);
  const [missing, setMissing] = useState<string>();
  const { values } = draft;
  const ownName = values.relationship === relationshipLabels.SELF;

  async function save() {
    if (draft.conflict) return;
    if (!ownName && values.person.trim() === '') return setMissing('Please enter who this is.');
    setMissing(undefined);
    const done = await update.run({
      input: {
        portalAccessId: access.id,
        version: draft.version,
        relationship: relationshipOf(values.relationship),
        person: ownName ? null : values.person,
      },
    });
    if (done === undefined) return;
    if (done.updatePortalAccess.__typename === 'EditedMeanwhile') {
      await reload().catch(() => null);
      return;
    }
    toast(`${done.updatePortalAccess.person} is saved.`);
    onClose();
  }
  return (
    <FormDialog
      title={`Edit who ${access.person} is`}
      submit="Save"
      busy={update.busy ? 'Saving…' : undefined}
      error={formError(update.error, ownName ? [] : ['person'])}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <EditConflictNotice draft={draft} saved={saved} savedVersion={access.version} labels={labels} />
      <SelectField
        label={labels.relationship}
        choices={relationshipChoices.map(({ name }) => ({ value: name, name }))}
        value={values.relationship}
        onChange={(event) => draft.change('relationship', event.target.value)}
      />
      {!ownName && (
        <Field
          label={labels.person}
          autoComplete="off"
          value={values.person}
          onChange={(event) => draft.change('person', event.target.value)}
          error={missing ?? fieldError(update.error, 'person')}
        />
      )}
    </FormDialog>
  );
}

function relationshipOf(name: string): Relationship {
  return (relationshipChoices.find((choice) => choice.name === name)?.value ?? 'SELF') as Relationship;
}
