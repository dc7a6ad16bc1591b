import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { Link } from 'react-router';

import type { ClientsQuery, PortalAccessFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { classes } from '../../../ui/classes.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { deliveryFailed, deliveryLabel } from '../../ui/mail-delivery.ts';
import table from '../../ui/table.module.css';
import text from '../../ui/text.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import styles from './client-table.module.css';
import type { ListView } from './list-view.ts';

type ListedClient = ClientsQuery['clients']['edges'][number]['node'];

export interface ClientTableProps {
  readonly clients: readonly ListedClient[];
  readonly sort: ListView['sort'];
  readonly busy: boolean;
}

/** One row for a client, and in it one line for each person with access. Keys lead from row to row. */
export function ClientTable({ clients, sort, busy }: ClientTableProps) {
  const element = useRef<HTMLTableElement>(null);
  function step(by: 1 | -1) {
    const rows = [...(element.current?.querySelectorAll<HTMLElement>('th a') ?? [])];
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
    <table ref={element} className={classes(table.table, styles.table, busy && table.busy)} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col" aria-sort={sorted('NAME')}>
            Name
          </th>
          <th scope="col">Reference</th>
          <th scope="col">Portal address</th>
          <th scope="col" className={styles.notNarrow}>
            Access
          </th>
          <th scope="col" className={styles.notNarrow} aria-sort={sorted('INVITATION')}>
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
    <tr className={table.row}>
      <th scope="row">
        <Link className={styles.link} to={`/clients/${client.id}`} onKeyDown={onKeyDown}>
          {client.name}
        </Link>
      </th>
      <td className={classes(styles.reference, client.reference === null && table.empty)}>{client.reference}</td>
      <td>
        {accesses.length === 0 && <span className="soft">No address</span>}
        {lines(accesses, (one) => (
          <>
            <span className={classes(table.email, styles.email)}>{one.email}</span>
            {one.bounce !== null && one.invitation?.delivery?.state !== 'BOUNCED' && (
              <span className={classes(text.stop, table.line)}>Mail came back</span>
            )}
            <span className={classes(table.onlyNarrow, styles.access)}>
              {one.active ? (
                <InvitationState access={one} sentence />
              ) : (
                <span className={text.stop}>Access is off</span>
              )}
            </span>
          </>
        ))}
      </td>
      <td className={styles.notNarrow}>
        {lines(accesses, (one) => (
          <AccessState access={one} />
        ))}
      </td>
      <td className={styles.notNarrow}>
        {lines(accesses, (one) => (
          <InvitationState access={one} />
        ))}
      </td>
      <td className={classes(client.lastSignIn === null && table.empty)}>
        {client.lastSignIn !== null && (
          <>
            <span className={table.onlyNarrow}>Last sign-in </span>
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
    <span className={table.line} key={access.id}>
      {line(access)}
    </span>
  ));
}

function AccessState({ access }: { readonly access: PortalAccessFieldsFragment }) {
  return access.active ? 'On' : <span className={text.stop}>Off</span>;
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
      {deliveryFailed(delivery) && <span className={text.stop}> · {deliveryLabel(delivery)}</span>}
    </>
  );
}
