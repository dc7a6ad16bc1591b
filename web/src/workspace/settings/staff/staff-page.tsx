import { useQuery } from '@apollo/client/react';
import { useState } from 'react';

import { StaffMembersDocument } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useStaff } from '../../session/staff-context.ts';
import actions from '../../ui/actions.module.css';
import { ErrorPage } from '../../ui/error-page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RemovedStaff } from './removed-staff.tsx';
import { StaffMemberDialog } from './staff-member-dialog.tsx';
import { StaffTable } from './staff-table.tsx';

/** Who works at the practice; owners add, change and remove. */
export function StaffPage() {
  const mayWrite = useStaff().may('STAFF_WRITE');
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(StaffMembersDocument, { fetchPolicy: 'cache-and-network' });
  const reload = async () => void (await refetch());
  if (data === undefined) {
    if (error === undefined) return <Skeleton rows={4} />;
    return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
  }
  return (
    <>
      {mayWrite ? (
        <div className={actions.actions}>
          <Button kind="primary" small onClick={() => setAdding(true)}>
            Add staff member
          </Button>
        </div>
      ) : (
        <Notice>An owner of the practice can add, change and remove staff.</Notice>
      )}
      <StaffTable members={data.staffMembers} mayWrite={mayWrite} reload={reload} />
      {mayWrite && data.removedStaffMembers.length > 0 && (
        <RemovedStaff members={data.removedStaffMembers} reload={reload} />
      )}
      {adding && <StaffMemberDialog reload={reload} onClose={() => setAdding(false)} />}
    </>
  );
}
