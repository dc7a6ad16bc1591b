import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'react-router';

import {
  type ClientImportFieldsFragment,
  type ImportRows as ImportRowsShown,
  ImportRowsDocument,
  type ImportRowsQuery,
} from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import peopleTable from '../ui/people-table.module.css';
import { Skeleton } from '../ui/skeleton.tsx';
import table from '../ui/table.module.css';
import text from '../ui/text.module.css';
import { outcomeLabels, statusLabels } from './labels.ts';

const pageSize = 50;

type Row = NonNullable<ImportRowsQuery['clientImport']>['rows']['edges'][number]['node'];

/** The rows of an import with what would become of each, or what did. */
export function ImportRows({ clientImport }: { readonly clientImport: ClientImportFieldsFragment }) {
  const choices = choicesOf(clientImport);
  const [show, setShow] = useState<ImportRowsShown>(choices[0]?.value ?? 'ALL');
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(ImportRowsDocument, {
    variables: { id: clientImport.id, show, first: pageSize, after: null },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const rows = (data ?? previousData)?.clientImport?.rows;
  async function more(after: string | null) {
    await fetchMore({
      variables: { after },
      updateQuery: (before, { fetchMoreResult: { clientImport } }) => {
        if (!before.clientImport || !clientImport) return before;
        const edges = [...before.clientImport.rows.edges, ...clientImport.rows.edges];
        return { clientImport: { ...before.clientImport, rows: { ...clientImport.rows, edges } } };
      },
    });
  }
  return (
    <section aria-label="Rows">
      <ChoiceBar label="Which rows" choices={choices} value={show} onChoose={setShow} />
      {error !== undefined && <ErrorNotice error={toRequestError(error)} onRetry={() => void refetch()} />}
      {rows === undefined && loading && <Skeleton rows={8} />}
      {rows?.edges.length === 0 && <p className={classes(table.note, 'soft')}>No rows here.</p>}
      {rows !== undefined && rows.edges.length > 0 && <Rows rows={rows.edges.map(({ node }) => node)} busy={loading} />}
      {rows?.pageInfo.hasNextPage === true && (
        <p className={table.more}>
          <Button small busy={loading ? 'Loading…' : undefined} onClick={() => void more(rows.pageInfo.endCursor)}>
            Show more
          </Button>
        </p>
      )}
    </section>
  );
}

/** Whatever needs a look comes first. */
function choicesOf({ state, counts }: ClientImportFieldsFragment) {
  const problems = { value: 'PROBLEM', name: 'With problems', count: counts.problems } as const;
  const all = { value: 'ALL', name: 'All rows', count: counts.rows } as const;
  if (state === 'READY') {
    const added = { value: 'NEW', name: 'New', count: counts.fresh + counts.addresses } as const;
    const existing = { value: 'EXISTING', name: 'Already there', count: counts.existing } as const;
    return counts.problems > 0 ? [problems, added, existing, all] : [all, added, existing];
  }
  const imported = counts.created + counts.addressesAdded + counts.updated;
  const rest = counts.rows - imported - counts.problems;
  return [
    { value: 'IMPORTED', name: 'Imported', count: imported } as const,
    { value: 'LEFT_ALONE', name: 'Nothing changed', count: rest } as const,
    problems,
    all,
  ];
}

function Rows({ rows, busy }: { readonly rows: readonly Row[]; readonly busy: boolean }) {
  return (
    <table
      className={busy ? classes(table.table, peopleTable.table, table.busy) : classes(table.table, peopleTable.table)}
      aria-busy={busy}
    >
      <thead>
        <tr>
          <th scope="col">Row</th>
          <th scope="col">Name</th>
          <th scope="col">Reference</th>
          <th scope="col">E-mail</th>
          <th scope="col">Phone</th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={peopleTable.number}>
              <span className={table.onlyNarrow}>Row </span>
              {row.number}
            </td>
            <th scope="row">
              {row.clientId === null ? (
                row.name || <span className={text.stop}>No name</span>
              ) : (
                <Link to={`/clients/${row.clientId}`}>{row.name}</Link>
              )}
              {row.holder !== '' && <span className={classes(peopleTable.person, 'soft')}>{row.holder}</span>}
            </th>
            <td>{row.reference}</td>
            <td className={peopleTable.address}>{row.email}</td>
            <td className={peopleTable.phone}>{row.phone}</td>
            <td>
              <RowOutcome row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RowOutcome({ row }: { readonly row: Row }) {
  return (
    <>
      {row.problems.length === 0 && (row.outcome === null ? statusLabels[row.status] : outcomeLabels[row.outcome])}
      {row.problems.map(({ message }) => (
        <span className={classes(table.line, text.stop)} key={message}>
          {message}
        </span>
      ))}
      {row.note !== null && <span className={classes(table.line, 'soft')}>{row.note}</span>}
    </>
  );
}
