import { useQuery } from '@apollo/client/react';
import { type DragEvent, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';

import { ClientImportsDocument } from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useStaff } from '../session/staff-context.ts';
import { ErrorPage } from '../ui/error-page.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { formatCount } from '../ui/format.ts';
import list from '../ui/list.module.css';
import { PageHeader } from '../ui/page-header.tsx';
import panel from '../ui/panel.module.css';
import text from '../ui/text.module.css';
import { Timestamp } from '../ui/timestamp.tsx';
import { stateLabels } from './labels.ts';
import { maxFileBytes, uploadFile } from './upload-file.ts';
import styles from './upload-page.module.css';

const columnHelp = [
  ['First name, Last name', 'or one column with the full name'],
  ['Reference', 'your own number for the client; the best way to know them again'],
  ['Phone', "the client's phone"],
  ['E-mail', 'the address that shall have portal access'],
  [
    'Relationship, Person',
    'only when the address is not the client’s own: parent, guardian or partner, and their name',
  ],
] as const;

const example = `data:text/csv;charset=utf-8,${encodeURIComponent(
  'Reference,First name,Last name,Phone,E-mail,Relationship,Person\r\n' +
    'A-1001,Ana,Alvarez,(617) 555-0190,ana@client.example,,\r\n' +
    'A-1002,Ben,Brandt,,ada@client.example,parent,Ada Brandt\r\n' +
    'A-1002,Ben,Brandt,,bo@client.example,parent,Bo Brandt\r\n',
)}`;

/** Where a list of clients is uploaded. Nothing is imported by that. */
export function UploadPage() {
  const mayImport = useStaff().may('CLIENTS_WRITE');
  return (
    <>
      <PageHeader
        crumbs={[{ name: 'Clients', to: '/clients' }, { name: 'Import' }]}
        tab="Import"
        heading="Import clients"
      />
      {mayImport ? <Upload /> : <ErrorPage error={{ kind: 'forbidden', message: '' }} onRetry={() => undefined} />}
    </>
  );
}

function Upload() {
  return (
    <>
      <p className={text.lead}>
        Upload a list of your clients as a CSV file. You then see what would become of every row, and nothing is
        imported before you say so.
      </p>
      <FileDrop />
      <section className={panel.panel}>
        <h2 className={panel.title}>What the file may hold</h2>
        <Facts>
          {columnHelp.map(([name, meaning]) => (
            <Fact key={name} name={name}>
              {meaning}
            </Fact>
          ))}
        </Facts>
        <p>
          The first row names the columns; other names are fine, you can correct what we make of them. Two rows with the
          same reference give two people access to one client.
        </p>
        <p>
          <a href={example} download="clients-example.csv">
            Download an example
          </a>
        </p>
      </section>
      <EarlierImports />
    </>
  );
}

function FileDrop() {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const upload = useAction(async (file: File) => {
    const id = await uploadFile(file);
    void navigate(`/clients/import/${id}`);
  });

  function take(file: File | undefined) {
    if (file === undefined || upload.busy) return;
    upload.clearError();
    setTooLarge(file.size > maxFileBytes);
    if (file.size <= maxFileBytes) void upload.run(file);
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }
  const error = tooLarge
    ? ({ kind: 'bad-input', message: 'This file is larger than 5 MB. Split it and import the parts.' } as const)
    : upload.error;
  return (
    // Dropping is one more way in; the button inside is there for everybody.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes(panel.panel, styles.drop, over && styles.over)}
      aria-label="File"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
        aria-label="CSV file"
        tabIndex={-1}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button
        kind="primary"
        busy={upload.busy ? 'Reading the file…' : undefined}
        onClick={() => input.current?.click()}
      >
        Choose a file
      </Button>
      <p className="soft">or drop it here. CSV, up to 5 MB and 20,000 rows.</p>
      {error !== undefined && <ErrorNotice error={error} />}
    </section>
  );
}

function EarlierImports() {
  const { data, error } = useQuery(ClientImportsDocument, { fetchPolicy: 'network-only' });
  if (error !== undefined) return <ErrorNotice error={toRequestError(error)} />;
  if (data === undefined || data.clientImports.length === 0) return null;
  return (
    <section>
      <h2 className={panel.title}>Imports of the last seven days</h2>
      <ul className={list.plain}>
        {data.clientImports.map(({ id, fileName, state, uploadedAt, uploadedBy, counts }) => (
          <li key={id}>
            <Link className="wrap-anywhere" to={`/clients/import/${id}`}>
              {fileName}
            </Link>
            <span className="soft">
              {stateLabels[state]} ·{' '}
              {state === 'CANCELLED' && counts.rows === 0 ? 'thrown away' : formatCount(counts.rows, 'row')} ·{' '}
              <Timestamp at={uploadedAt} />
              {uploadedBy !== null && ` by ${uploadedBy}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
