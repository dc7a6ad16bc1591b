import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { Link } from 'react-router';

import type { PortalAccessFieldsFragment, ClientsQuery } from '../../../api/generated/workspace/graphql.ts';
import { classes } from '../../../ui/classes.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { deliveryFailed, deliveryLabel } from '../../ui/mail-delivery.ts';
import { Timestamp } from '../../ui/timestamp.tsx';
import type { ListView } from './list-view.ts';

type ListedClient = ClientsQuery['clients']['edges'][number]['node'];

export interface ClientTableProps {
  readonly clients: readonly ListedClient[];
  readonly sort: ListView['sort'];
  readonly busy: boolean;
}

/** One row for a client, and in it one line for each person with access. Keys lead from row to row. */
export function ClientTable({ clients, sort, busy }: ClientTableProps) {
  const table = useRef<HTMLTableElement>(null);
  function step(by: 1 | -1) {
    const rows = [...(table.current?.querySelectorAll<HTMLElement>('.row-link') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const next = at < 0 ? rows[0] : rows[at + by];
    next?.focus();
    next?.scrollIntoView?.({ block: 'nearest' });
  }
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  function moveByArrows(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  }
  const sorted = (by: ListView['sort']['sort']) =>
    sort.sort === by ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <table ref={table} className={classes('table', 'table-clients', busy && 'table-busy')} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col" aria-sort={sorted('NAME')}>
            Name
          </th>
          <th scope="col">Reference</th>
          <th scope="col">Portal address</th>
          <th scope="col" className="not-narrow">
            Access
          </th>
          <th scope="col" className="not-narrow" aria-sort={sorted('INVITATION')}>
            Invitation
          </th>
          <th scope="col" aria-sort={sorted('LAST_SIGN_IN')}>
            Last sign-in
          </th>
        </tr>
      </thead>
      <tbody>
        {clients.map((client) => (
          <Row key={client.id} client={client} onKeyDown={moveByArrows} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly client: ListedClient;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Row({ client, onKeyDown }: RowProps) {
  const { accesses } = client;
  return (
    <tr className="table-row">
      <th scope="row">
        <Link className="row-link" to={`/clients/${client.id}`} onKeyDown={onKeyDown}>
          {client.name}
        </Link>
      </th>
      <td className={classes('reference', client.reference === null && 'nothing')}>{client.reference}</td>
      <td>
        {accesses.length === 0 && <span className="soft">No address</span>}
        {lines(accesses, (one) => (
          <>
            <span className="line-address">{one.email}</span>
            {one.bounce !== null && one.invitation?.delivery?.state !== 'BOUNCED' && (
              <span className="stop line">Mail came back</span>
            )}
            <span className="only-narrow">
              {one.active ? <InvitationState access={one} sentence /> : <span className="stop">Access is off</span>}
            </span>
          </>
        ))}
      </td>
      <td className="not-narrow">
        {lines(accesses, (one) => (
          <AccessState access={one} />
        ))}
      </td>
      <td className="not-narrow">
        {lines(accesses, (one) => (
          <InvitationState access={one} />
        ))}
      </td>
      <td className={classes(client.lastSignIn === null && 'nothing')}>
        {client.lastSignIn !== null && (
          <>
            <span className="only-narrow">Last sign-in </span>
            <Timestamp at={client.lastSignIn.at} />
          </>
        )}
      </td>
    </tr>
  );
}

function lines(
  accesses: readonly PortalAccessFieldsFragment[],
  line: (access: PortalAccessFieldsFragment) => ReactNode,
) {
  return accesses.map((access) => (
    <span className="line" key={access.id}>
      {line(access)}
    </span>
  ));
}

function AccessState({ access }: { readonly access: PortalAccessFieldsFragment }) {
  return access.active ? 'On' : <span className="stop">Off</span>;
}

interface InvitationStateProps {
  readonly access: PortalAccessFieldsFragment;
  /** Stands on its own, without a column's heading. */
  readonly sentence?: boolean;
}

function InvitationState({ access, sentence = false }: InvitationStateProps) {
  if (access.invitation === null) return <span className="soft">Never invited</span>;
  const { sentAt, delivery } = access.invitation;
  return (
    <>
      {sentence && 'Invited '}
      <Timestamp at={sentAt} />
      {deliveryFailed(delivery) && <span className="stop"> · {deliveryLabel(delivery)}</span>}
    </>
  );
}
