import { useState } from 'react';

import {
  type ClientImportFieldsFragment,
  type ImportField,
  SetImportMappingDocument,
} from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import actions from '../ui/actions.module.css';
import { Checkbox } from '../ui/checkbox.tsx';
import panel from '../ui/panel.module.css';
import { SelectField } from '../ui/select-field.tsx';
import { useToast } from '../ui/toasts.tsx';
import { UnsavedChangesGuard } from '../ui/unsaved-changes-guard.tsx';
import styles from './import-columns.module.css';
import { fieldChoices, isImportField } from './labels.ts';

export interface ImportColumnsProps {
  readonly clientImport: ClientImportFieldsFragment;
  readonly onReload: () => void;
}

/** What the columns hold, as we guessed it and the person corrects it. */
export function ImportColumns({ clientImport, onReload }: ImportColumnsProps) {
  const guessed = clientImport.columns.map(({ field }) => field);
  const [chosen, setChosen] = useState<readonly (ImportField | null)[]>(guessed);
  const [hasHeader, setHasHeader] = useState(clientImport.hasHeader);
  const save = useMutationAction(SetImportMappingDocument);
  const toast = useToast();
  const dirty = hasHeader !== clientImport.hasHeader || chosen.some((field, place) => field !== guessed[place]);

  /** A field is in one column; choosing it takes it from where it was. */
  function choose(place: number, field: ImportField | null) {
    setChosen((before) => before.map((other, n) => (n === place ? field : other === field ? null : other)));
  }
  async function look() {
    const input = { importId: clientImport.id, version: clientImport.version, columns: [...chosen], hasHeader };
    const result = (await save.run({ input }))?.setImportMapping;
    if (result?.__typename === 'ClientImport') toast('Looked at every row anew.');
    if (result?.__typename === 'EditedMeanwhile') {
      toast('Someone else changed the columns. This is how they are now.');
      onReload();
    }
  }
  return (
    <section className={panel.panel} aria-labelledby="import-columns">
      <details open={clientImport.missing !== null || dirty || undefined}>
        <summary className={styles.summary}>
          <h2 className={panel.title} id="import-columns">
            Columns
          </h2>
          <span className="soft">
            {chosen.filter((field) => field !== null).length} of {chosen.length} are imported
          </span>
        </summary>
        <div className={styles.columns}>
          {clientImport.columns.map(({ name, samples }, place) => (
            <SelectField
              // oxlint-disable-next-line react/no-array-index-key
              key={place}
              label={name}
              hint={samples.length === 0 ? 'Empty' : samples.join(' · ')}
              value={chosen[place] ?? ''}
              choices={fieldChoices}
              onChange={({ target }) => choose(place, isImportField(target.value) ? target.value : null)}
            />
          ))}
        </div>
        <Checkbox checked={hasHeader} onChange={setHasHeader}>
          The first row names the columns
        </Checkbox>
      </details>
      {clientImport.missing !== null && <Notice tone="stop">{clientImport.missing}</Notice>}
      {save.error !== undefined && <ErrorNotice error={save.error} />}
      {dirty && (
        <div className={actions.actions}>
          <Button kind="primary" busy={save.busy ? 'Looking at the rows…' : undefined} onClick={() => void look()}>
            Use these columns
          </Button>
          <Button
            onClick={() => {
              setChosen(guessed);
              setHasHeader(clientImport.hasHeader);
            }}
          >
            Undo
          </Button>
        </div>
      )}
      <UnsavedChangesGuard dirty={dirty && !save.busy} />
    </section>
  );
}
