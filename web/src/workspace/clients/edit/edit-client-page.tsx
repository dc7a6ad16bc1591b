import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation, useParams } from 'react-router';

import { ClientPortalDocument } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { skipPollAttempt, usePollInterval } from '../../api/use-poll-interval.ts';
import { NotFoundPage } from '../../layout/not-found-page.tsx';
import { ErrorPage } from '../../ui/error-page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import tabs from '../../ui/tabs.module.css';
import { Tag } from '../../ui/tag.tsx';
import { ListNavigation } from '../list/list-navigation.tsx';
import type { Edited, EditedClient } from './edited-client.ts';

/** Edit, with its two tabs; what others change meanwhile appears by itself. */
export function EditClientPage() {
  const { id = '' } = useParams();
  const tab = useLocation().pathname.endsWith('/portal') ? 'Client Portal' : 'Client Info';
  const [news, setNews] = useState('');
  const {
    data,
    error: cause,
    refetch,
  } = useQuery(ClientPortalDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    pollInterval: usePollInterval(news),
    skipPollAttempt,
  });
  const client = data?.client ?? null;
  useEffect(() => setNews(client === null ? '' : stateOf(client)), [client]);
  const error = cause && toRequestError(cause);
  if (data === undefined || error?.kind === 'signed-out') {
    if (error === undefined) return <Skeleton rows={6} />;
    if (error.kind === 'not-found') return <NotFoundPage what="client" />;
    return <ErrorPage error={error} onRetry={() => void refetch()} />;
  }
  if (client === null) return <NotFoundPage what="client" />;
  const edited: Edited = { client, reload: async () => (await refetch()).data?.client ?? null };
  return (
    <>
      <PageHeader
        crumbs={[
          { name: 'Clients', to: '/clients' },
          { name: client.name, to: `/clients/${client.id}` },
          { name: 'Edit', to: `/clients/${client.id}/edit` },
          { name: tab },
        ]}
        tab={tab}
        heading={
          <>
            {client.name} {client.archivedAt !== null && <Tag>Archived</Tag>}
          </>
        }
      />
      <ListNavigation clientId={client.id} part={tab === 'Client Portal' ? '/edit/portal' : '/edit/info'} />
      <nav className={tabs.tabs} aria-label="Edit">
        <NavLink to="info">Client Info</NavLink>
        <NavLink to="portal">Client Portal</NavLink>
      </nav>
      {error !== undefined && <StaleNotice />}
      <Outlet context={edited} key={client.id} />
    </>
  );
}

/** A text that changes when something happened, and not only because time passes. */
function stateOf({ accesses }: EditedClient): string {
  return JSON.stringify(
    accesses.map(({ diagnosis, newestPin, nearMisses, invitation }) => [
      diagnosis?.cause,
      diagnosis?.at,
      newestPin?.wrongTries,
      nearMisses[0]?.at,
      invitation?.delivery?.state,
    ]),
  );
}
