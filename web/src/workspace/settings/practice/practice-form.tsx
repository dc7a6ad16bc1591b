import { type FormEvent, type ReactNode, useState } from 'react';

import { type PracticeFieldsFragment, UpdatePracticeDocument } from '../../../api/generated/workspace/graphql.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { DraftFooter } from '../../ui/draft-footer.tsx';
import { EditConflictNotice } from '../../ui/edit-conflict-notice.tsx';
import { fieldError, formError } from '../../ui/form-errors.ts';
import form from '../../ui/form.module.css';
import { useToast } from '../../ui/toasts.tsx';
import { UnsavedChangesGuard } from '../../ui/unsaved-changes-guard.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import {
  inputOf,
  pick,
  type PracticeFieldName,
  practiceLabels,
  practiceProblem,
  type PracticeValues,
  valuesOf,
} from './practice-values.ts';

/** What the fields of a part of the practice's settings need. */
export interface PracticeFields<Name extends PracticeFieldName> {
  readonly values: Pick<PracticeValues, Name>;
  readonly saved: Pick<PracticeValues, Name>;
  readonly change: (name: Name, value: string) => void;
  readonly error: (name: Name) => string | undefined;
  /** What an input for this field is given. */
  readonly input: (name: Name) => {
    readonly label: string;
    readonly name: string;
    readonly value: string;
    readonly autoComplete: string;
    readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
  };
}

export interface PracticeFormProps<Name extends PracticeFieldName> {
  /** What the form is called. */
  readonly title: string;
  readonly practice: PracticeFieldsFragment;
  /** Reads what is saved now. */
  readonly reload: () => Promise<PracticeFieldsFragment | undefined>;
  /** The part of the settings that it holds; the rest is saved as it is. */
  readonly names: readonly Name[];
  readonly children: (fields: PracticeFields<Name>) => ReactNode;
}

/** A part of the practice's settings, for those who may change them. */
export function PracticeForm<Name extends PracticeFieldName>(props: PracticeFormProps<Name>) {
  const { title, practice, reload, names, children } = props;
  const toast = useToast();
  const update = useMutationAction(UpdatePracticeDocument);
  const saved = pick(valuesOf(practice), names);
  const draft = useDraft<Pick<PracticeValues, Name>>(saved, practice.version);
  const [problem, setProblem] = useState<ReturnType<typeof practiceProblem>>();
  const { values } = draft;

  async function save(onto: PracticeFieldsFragment): Promise<void> {
    const found = practiceProblem(values);
    setProblem(found);
    if (found !== undefined) return;
    const done = await update.run({ input: inputOf({ ...valuesOf(onto), ...values }, onto.version) });
    if (done === undefined) return;
    if (done.updatePractice.__typename === 'EditedMeanwhile') return overtaken();
    draft.reset(pick(valuesOf(done.updatePractice), names), done.updatePractice.version);
    toast(`${title} saved.`);
  }
  /** Someone else saved first. When it was only a setting of another page, this one is saved on top of it. */
  async function overtaken() {
    const newest = await reload();
    if (newest === undefined || newest.version === practice.version) return;
    const theirs = pick(valuesOf(newest), names);
    if (names.every((name) => theirs[name] === saved[name])) await save(newest);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (draft.dirty && !draft.conflict && !update.busy) void save(practice);
  }
  const fields: PracticeFields<Name> = {
    values,
    saved,
    change: (name, value) => draft.change(name, value),
    error: (name) => (problem?.field === name ? problem.message : fieldError(update.error, name)),
    input: (name) => ({
      label: practiceLabels[name],
      name,
      value: values[name],
      autoComplete: 'off',
      onChange: (event) => draft.change(name, event.target.value),
    }),
  };
  const labels = Object.fromEntries(names.map((name) => [name, practiceLabels[name]])) as Record<Name, string>;
  const error = formError(update.error, names);
  return (
    <form className={form.form} noValidate onSubmit={submit} aria-label={title}>
      <UnsavedChangesGuard dirty={draft.dirty} />
      <EditConflictNotice draft={draft} saved={saved} savedVersion={practice.version} labels={labels} />
      {children(fields)}
      {error !== undefined && <ErrorNotice error={error} />}
      <DraftFooter draft={draft} saving={update.busy} sticky onDiscard={() => draft.reset(saved, practice.version)} />
    </form>
  );
}
