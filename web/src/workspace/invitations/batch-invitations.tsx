import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';

import {
  BatchInvitationsDocument,
  type BatchInvitationsQuery,
  type InvitationBatchFieldsFragment,
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
import { Timestamp } from '../ui/timestamp.tsx';

const pageSize = 50;

type Invitation = NonNullable<BatchInvitationsQuery['invitationBatch']>['invitations']['edges'][number]['node'];
type Shown = 'ALL' | Invitation['state'];

/** The people of a batch and what became of each; it follows what happens while the batch runs. */
export function BatchInvitations({ batch }: { readonly batch: InvitationBatchFieldsFragment }) {
  const [show, setShow] = useState<Shown>('ALL');
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(BatchInvitationsDocument, {
    variables: { id: batch.id, state: show === 'ALL' ? null : show, first: pageSize, after: null },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const { waiting } = batch.counts;
  useEffect(() => void refetch().catch(() => undefined), [waiting, batch.state, refetch]);
  const people = (data ?? previousData)?.invitationBatch?.invitations;
  async function more(after: string | null) {
    await fetchMore({
      variables: { after },
      updateQuery: (before, { fetchMoreResult: { invitationBatch } }) => {
        if (!before.invitationBatch || !invitationBatch) return before;
        const edges = [...before.invitationBatch.invitations.edges, ...invitationBatch.invitations.edges];
        return {
          invitationBatch: { ...before.invitationBatch, invitations: { ...invitationBatch.invitations, edges } },
        };
      },
    });
  }
  return (
    <section aria-label="People">
      <ChoiceBar label="Which people" choices={choicesOf(batch)} value={show} onChoose={setShow} />
      {error !== undefined && <ErrorNotice error={toRequestError(error)} onRetry={() => void refetch()} />}
      {people === undefined && loading && <Skeleton rows={6} />}
      {people?.edges.length === 0 && <p className={classes(table.note, 'soft')}>Nobody here.</p>}
      {people !== undefined && people.edges.length > 0 && <People people={people.edges.map(({ node }) => node)} />}
      {people?.pageInfo.hasNextPage === true && (
        <p className={table.more}>
          <Button small busy={loading ? 'Loading…' : undefined} onClick={() => void more(people.pageInfo.endCursor)}>
            Show more
          </Button>
        </p>
      )}
    </section>
  );
}

function choicesOf({ counts }: InvitationBatchFieldsFragment) {
  return [
    { value: 'ALL', name: 'All', count: counts.people },
    { value: 'WAITING', name: 'Waiting', count: counts.waiting },
    { value: 'SENT', name: 'Sent', count: counts.sent },
    { value: 'SKIPPED', name: 'Not sent', count: counts.skipped },
    ...(counts.failed > 0 ? [{ value: 'FAILED', name: 'Failed', count: counts.failed } as const] : []),
  ] as const;
}

function People({ people }: { readonly people: readonly Invitation[] }) {
  return (
    <table className={classes(table.table, peopleTable.table)}>
      <thead>
        <tr>
          <th scope="col">Client</th>
          <th scope="col">E-mail</th>
          <th scope="col">Invitation</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, clientId, clientName, person, email, state, summary, doneAt }) => (
          <tr key={id}>
            <th scope="row">
              <Link to={`/clients/${clientId}`}>{clientName}</Link>
              {person !== null && <span className={classes(peopleTable.person, 'soft')}>{person}</span>}
            </th>
            <td className={peopleTable.address}>{email}</td>
            <td className={state === 'FAILED' ? text.stop : undefined}>{summary}</td>
            <td>{doneAt !== null && <Timestamp at={doneAt} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
