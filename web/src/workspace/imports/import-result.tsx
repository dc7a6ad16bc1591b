import { Link } from 'react-router';

import type { ClientImportFieldsFragment } from '../../api/generated/workspace/graphql.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useStaff } from '../session/staff-context.ts';
import actions from '../ui/actions.module.css';
import empty from '../ui/empty-state.module.css';
import { formatCount } from '../ui/format.ts';
import { Timestamp } from '../ui/timestamp.tsx';
import { ImportRows } from './import-rows.tsx';

/** What became of an import, and the next thing to do. */
export function ImportResult({ clientImport }: { readonly clientImport: ClientImportFieldsFragment }) {
  const { id, counts, uninvited, finishedAt, state } = clientImport;
  const mayInvite = useStaff().may('INVITATIONS_SEND');
  if (state === 'CANCELLED' && counts.rows === 0) {
    return (
      <section className={empty.empty}>
        <p>This upload was thrown away. Nothing was imported.</p>
        <Link className={buttonClass({})} to="/clients/import">
          Upload another file
        </Link>
      </section>
    );
  }
  const left =
    counts.rows - counts.created - counts.addressesAdded - counts.updated - counts.unchanged - counts.problems;
  return (
    <>
      <Notice>
        <p>
          {formatCount(counts.created, 'client')} added
          {counts.addressesAdded > 0 &&
            `, ${formatCount(counts.addressesAdded, 'further address', 'further addresses')} given access`}
          {counts.updated > 0 && `, ${formatCount(counts.updated, 'client')} updated`}
          {counts.unchanged > 0 && `, ${counts.unchanged.toLocaleString('en-US')} already there`}
          {counts.problems > 0 && `, ${formatCount(counts.problems, 'row')} left out`}
          {left > 0 && `, ${formatCount(left, 'row')} not imported`}.
          {finishedAt !== null && (
            <span className="soft">
              {' '}
              Ended <Timestamp at={finishedAt} form="full" />.
            </span>
          )}
        </p>
        <div className={actions.actions}>
          {mayInvite && uninvited > 0 && (
            <Link className={buttonClass({ kind: 'primary' })} to={`/clients/invitations/new?import=${id}`}>
              Invite the {formatCount(uninvited, 'new person', 'new people')}
            </Link>
          )}
          <Link className={buttonClass({})} to="/clients">
            Go to the clients
          </Link>
          {counts.problems > 0 && (
            <a className={buttonClass({})} href={`/staff/imports/${id}/problems.csv`} download>
              Download the rows left out
            </a>
          )}
        </div>
      </Notice>
      <ImportRows clientImport={clientImport} />
      <p className="small soft">
        The file is kept for seven days after its upload, so that you can look at this again.
      </p>
    </>
  );
}
