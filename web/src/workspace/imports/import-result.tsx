import { Link } from 'react-router';

import type { ImportHeadFragment } from '../../api/generated/workspace/graphql.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useStaff } from '../layout/staff-context.ts';
import { When } from '../ui/when.tsx';
import { ImportRows } from './import-rows.tsx';
import { counted } from './wording.ts';

/** What became of an import, and the next thing to do. */
export function ImportResult({ found }: { readonly found: ImportHeadFragment }) {
  const { id, counts, uninvited, finishedAt, state } = found;
  const mayInvite = useStaff().may('INVITATIONS_SEND');
  if (state === 'CANCELLED' && counts.rows === 0) {
    return (
      <section className="empty">
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
          {counted(counts.created, 'client')} added
          {counts.addressesAdded > 0 &&
            `, ${counted(counts.addressesAdded, 'further address', 'further addresses')} given access`}
          {counts.updated > 0 && `, ${counted(counts.updated, 'client')} updated`}
          {counts.unchanged > 0 && `, ${counts.unchanged.toLocaleString('en-US')} already there`}
          {counts.problems > 0 && `, ${counted(counts.problems, 'row')} left out`}
          {left > 0 && `, ${counted(left, 'row')} not imported`}.
          {finishedAt !== null && (
            <span className="soft">
              {' '}
              Ended <When at={finishedAt} form="full" />.
            </span>
          )}
        </p>
        <div className="notice-actions">
          {mayInvite && uninvited > 0 && (
            <Link className={buttonClass({ kind: 'primary' })} to={`/clients/invitations/new?import=${id}`}>
              Invite the {counted(uninvited, 'new person', 'new people')}
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
      <ImportRows found={found} />
      <p className="small soft">
        The file is kept for seven days after its upload, so that you can look at this again.
      </p>
    </>
  );
}
