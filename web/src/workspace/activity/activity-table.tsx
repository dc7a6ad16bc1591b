import { Link } from 'react-router';

import type { PracticeActivityQuery } from '../../api/generated/workspace/graphql.ts';
import { classes } from '../../ui/classes.ts';
import { deliveryFailed, deliveryLabel } from '../ui/mail-delivery.ts';
import table from '../ui/table.module.css';
import text from '../ui/text.module.css';
import { Timestamp } from '../ui/timestamp.tsx';
import styles from './activity-table.module.css';

type Line = PracticeActivityQuery['practiceActivity']['edges'][number]['node'];

export interface ActivityTableProps {
  readonly lines: readonly Line[];
  readonly busy: boolean;
}

/** The record, one row for each line. */
export function ActivityTable({ lines, busy }: ActivityTableProps) {
  return (
    <table className={classes(table.table, styles.table, busy && table.busy)} aria-busy={busy} aria-label="Activity">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Done by</th>
          <th scope="col">What happened</th>
          <th scope="col">Client</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className={text.sentence}>
              <Timestamp at={line.at} form="full" />
            </td>
            <td>
              <Actor line={line} />
            </td>
            <td className={styles.summary}>
              <What line={line} />
            </td>
            <td className={classes(line.client === null && table.empty)}>
              {line.client !== null && <Link to={`/clients/${line.client.id}`}>{line.client.name}</Link>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Actor({ line: { actor, email } }: { readonly line: Line }) {
  if (actor !== null) return actor;
  return email === null ? <span className="soft">Porchlight</span> : <span className={table.email}>{email}</span>;
}

function What({ line: { summary, actor, email, delivery } }: { readonly line: Line }) {
  const by = ` by ${actor}`;
  const what = actor !== null && summary.endsWith(by) ? summary.slice(0, -by.length) : summary;
  const word = deliveryLabel(delivery);
  return (
    <>
      {what}
      {actor !== null && email !== null && !summary.includes(email) && <span className="soft"> · {email}</span>}
      {word !== undefined && <span className={deliveryFailed(delivery) ? text.stop : 'soft'}> · {word}</span>}
    </>
  );
}
