import { useState } from 'react';

import {
  CancelImportDocument,
  type ClientImportFieldsFragment,
  ConfirmImportDocument,
  type ImportExisting,
} from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import actions from '../ui/actions.module.css';
import { Checkbox } from '../ui/checkbox.tsx';
import { formatCount } from '../ui/format.ts';
import panel from '../ui/panel.module.css';
import { SelectField } from '../ui/select-field.tsx';
import text from '../ui/text.module.css';
import { ImportColumns } from './import-columns.tsx';
import styles from './import-preview.module.css';
import { ImportRows } from './import-rows.tsx';

export interface ImportPreviewProps {
  readonly clientImport: ClientImportFieldsFragment;
  readonly onReload: () => void;
}

/** What would become of every row; the person corrects the columns and decides. */
export function ImportPreview({ clientImport, onReload }: ImportPreviewProps) {
  const { counts } = clientImport;
  return (
    <>
      <p className={text.lead}>
        Nothing is imported yet. {formatCount(counts.rows, 'row')} in{' '}
        <span className="wrap-anywhere">{clientImport.fileName}</span>.
      </p>
      <ImportColumns key={clientImport.version} clientImport={clientImport} onReload={onReload} />
      {clientImport.missing === null && <Decision clientImport={clientImport} onReload={onReload} />}
      <ImportRows key={`rows-${clientImport.version}`} clientImport={clientImport} />
      <DiscardUpload importId={clientImport.id} />
    </>
  );
}

function Decision({ clientImport, onReload }: ImportPreviewProps) {
  const { id, version, counts } = clientImport;
  const [existing, setExisting] = useState<ImportExisting>('SKIP');
  const [leaveOut, setLeaveOut] = useState(false);
  const [refused, setRefused] = useState<string>();
  const confirm = useMutationAction(ConfirmImportDocument);
  const rows = counts.fresh + counts.addresses + (existing === 'UPDATE' ? counts.existing : 0);
  const held = counts.problems > 0 && !leaveOut;

  async function start() {
    setRefused(undefined);
    const input = { importId: id, version, existing, leaveOutProblems: leaveOut };
    const result = (await confirm.run({ input }))?.confirmImport;
    if (result?.__typename === 'ImportRefused') setRefused(result.message);
    if (result?.__typename === 'EditedMeanwhile') onReload();
  }
  return (
    <section className={panel.panel} aria-labelledby="import-decision">
      <h2 className={panel.title} id="import-decision">
        {headingOf(rows, counts)}
      </h2>
      <Tally counts={counts} />
      {counts.existing > 0 && (
        <SelectField
          label="Clients who are already there"
          hint="A row is the client with the same reference; without one, the client with the same name and e-mail address."
          value={existing}
          choices={[
            { value: 'SKIP', name: 'Leave them as they are' },
            { value: 'UPDATE', name: 'Update them with what the list says' },
          ]}
          onChange={({ target }) => setExisting(target.value === 'UPDATE' ? 'UPDATE' : 'SKIP')}
        />
      )}
      {existing === 'UPDATE' && counts.existing > 0 && (
        <p className="small soft">
          Empty cells change nothing. A new address gets access as well; no address is taken away.
        </p>
      )}
      {counts.problems > 0 && (
        <>
          {rows > 0 && (
            <Checkbox checked={leaveOut} onChange={setLeaveOut}>
              Leave out {formatCount(counts.problems, 'row')} with problems
            </Checkbox>
          )}
          <p className="small soft">
            {rows > 0 ? 'Or correct' : 'Correct'} them in your spreadsheet and upload the file again.{' '}
            <a href={`/staff/imports/${id}/problems.csv`} download>
              Download the rows with problems
            </a>
          </p>
        </>
      )}
      {refused !== undefined && <Notice tone="stop">{refused}</Notice>}
      {confirm.error !== undefined && <ErrorNotice error={confirm.error} />}
      {rows > 0 && (
        <div className={actions.actions}>
          <Button
            kind="primary"
            busy={confirm.busy ? 'Starting…' : undefined}
            unavailable={held}
            aria-describedby={held ? 'import-held' : undefined}
            onClick={() => void start()}
          >
            Import {formatCount(rows, 'row')}
          </Button>
          {held && (
            <span className="soft" id="import-held">
              Say first what becomes of the rows with problems.
            </span>
          )}
        </div>
      )}
    </section>
  );
}

function headingOf(rows: number, counts: ClientImportFieldsFragment['counts']): string {
  if (rows > 0) return `${formatCount(rows, 'row')} to import`;
  return counts.problems === counts.rows ? 'No row can be imported' : 'Nothing new in this list';
}

function Tally({ counts }: { readonly counts: ClientImportFieldsFragment['counts'] }) {
  return (
    <ul className={styles.tally}>
      <li>
        <strong>{counts.fresh.toLocaleString('en-US')}</strong> new {counts.fresh === 1 ? 'client' : 'clients'}
      </li>
      {counts.addresses > 0 && (
        <li>
          <strong>{counts.addresses.toLocaleString('en-US')}</strong> further{' '}
          {counts.addresses === 1 ? 'address' : 'addresses'} for them
        </li>
      )}
      <li>
        <strong>{counts.existing.toLocaleString('en-US')}</strong> already there
      </li>
      <li className={counts.problems > 0 ? text.stop : undefined}>
        <strong>{counts.problems.toLocaleString('en-US')}</strong> with problems
      </li>
    </ul>
  );
}

function DiscardUpload({ importId }: { readonly importId: string }) {
  const cancel = useMutationAction(CancelImportDocument);
  return (
    <>
      {cancel.error !== undefined && <ErrorNotice error={cancel.error} />}
      <p>
        <Button
          kind="quiet"
          small
          busy={cancel.busy ? 'Throwing away…' : undefined}
          onClick={() => void cancel.run({ input: { importId } })}
        >
          Throw this upload away
        </Button>
      </p>
    </>
  );
}
