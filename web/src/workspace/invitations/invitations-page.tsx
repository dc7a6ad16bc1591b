import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';

import { InvitationBatchesDocument } from '../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../api/request-error.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import { formatCount } from '../ui/format.ts';
import list from '../ui/list.module.css';
import { PageHeader } from '../ui/page-header.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { audienceLabels, batchStateLabels } from './labels.ts';

/** The batches of invitations that the practice sent, newest first. */
export function InvitationsPage() {
  const { data, error, refetch } = useQuery(InvitationBatchesDocument, { fetchPolicy: 'network-only' });
  const batches = data?.invitationBatches;
  return (
    <>
      <PageHeader
        crumbs={[{ name: 'Clients', to: '/clients' }, { name: 'Invitations' }]}
        tab="Invitations"
        heading="Invitations to many"
      >
        <Link className={buttonClass({ kind: 'primary', small: true })} to="/clients/invitations/new">
          Invite…
        </Link>
      </PageHeader>
      {error !== undefined && <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />}
      {error === undefined && batches === undefined && <Skeleton rows={4} />}
      {batches?.length === 0 && (
        <EmptyState title="None so far">
          <p>You can invite everyone who was never invited at once. Invitations to one person are with the client.</p>
        </EmptyState>
      )}
      <ul className={list.plain}>
        {batches?.map(({ id, state, audience, startedAt, startedBy, counts }) => (
          <li key={id}>
            <Link to={`/clients/invitations/${id}`}>
              {audienceLabels[audience]}, <Timestamp at={startedAt} form="full" />
            </Link>
            <span className="soft">
              {batchStateLabels[state]} · {counts.sent.toLocaleString('en-US')} of{' '}
              {formatCount(counts.people, 'invitation')} sent
              {startedBy !== null && ` · by ${startedBy}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
