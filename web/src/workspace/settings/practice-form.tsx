import { type FormEvent, type ReactNode, useState } from 'react';

import { type PracticeFaceFragment, UpdatePracticeDocument } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { fieldFault, formFault } from '../ui/field-fault.ts';
import { OvertakenNotice } from '../ui/overtaken-notice.tsx';
import { useToast } from '../ui/toasts.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { useMutate } from '../use-mutate.ts';
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
  readonly practice: PracticeFaceFragment;
  /** Reads what is saved now. */
  readonly reload: () => Promise<PracticeFaceFragment | undefined>;
  /** The part of the settings that it holds; the rest is saved as it is. */
  readonly names: readonly Name[];
  readonly children: (fields: PracticeFields<Name>) => ReactNode;
}

/** A part of the practice's settings, for those who may change them. */
export function PracticeForm<Name extends PracticeFieldName>(props: PracticeFormProps<Name>) {
  const { title, practice, reload, names, children } = props;
  const toast = useToast();
  const update = useMutate(UpdatePracticeDocument);
  const saved = pick(valuesOf(practice), names);
  const draft = useDraft<Pick<PracticeValues, Name>>(saved, practice.version);
  const [problem, setProblem] = useState<ReturnType<typeof practiceProblem>>();
  const { values } = draft;

  async function save(onto: PracticeFaceFragment): Promise<void> {
    const found = practiceProblem(values);
    setProblem(found);
    if (found !== undefined) return;
    const done = await update.run({ input: inputOf({ ...valuesOf(onto), ...values }, onto.version) });
    if (done === undefined) return;
    if (done.updatePractice.__typename === 'EditedMeanwhile') return overtaken();
    draft.adopt(pick(valuesOf(done.updatePractice), names), done.updatePractice.version);
    toast(`${title} saved.`);
  }
  /** Someone else saved first. When it was only what stands on another page, nobody has to decide anything. */
  async function overtaken() {
    const fresh = await reload();
    if (fresh === undefined || fresh.version === practice.version) return;
    const theirs = pick(valuesOf(fresh), names);
    if (names.every((name) => theirs[name] === saved[name])) await save(fresh);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (draft.dirty && !draft.overtaken && !update.busy) void save(practice);
  }
  const fields: PracticeFields<Name> = {
    values,
    saved,
    change: (name, value) => draft.change(name, value),
    error: (name) => (problem?.field === name ? problem.message : fieldFault(update.fault, name)),
    input: (name) => ({
      label: practiceLabels[name],
      name,
      value: values[name],
      autoComplete: 'off',
      onChange: (event) => draft.change(name, event.target.value),
    }),
  };
  const labels = Object.fromEntries(names.map((name) => [name, practiceLabels[name]])) as Record<Name, string>;
  const fault = formFault(update.fault, names);
  return (
    <form className="form" noValidate onSubmit={submit} aria-label={title}>
      <UnsavedGuard dirty={draft.dirty} />
      <OvertakenNotice draft={draft} saved={saved} savedVersion={practice.version} labels={labels} />
      {children(fields)}
      {fault !== undefined && <FaultNotice fault={fault} />}
      <div className={classes('form-actions', draft.dirty && 'form-actions-sticky')}>
        <Button
          kind="primary"
          small
          type="submit"
          unavailable={!draft.dirty || draft.overtaken}
          busy={update.busy ? 'Saving…' : undefined}
        >
          Save
        </Button>
        {draft.dirty && !update.busy && (
          <Button small onClick={() => draft.adopt(saved, practice.version)}>
            Discard changes
          </Button>
        )}
      </div>
    </form>
  );
}
