import { Link } from 'react-router';

import { buttonClass } from '../../ui/button.tsx';
import { useStaff } from '../layout/staff-context.ts';

/** The ways to bring many clients in, and to invite them, for whoever may. */
export function BringInLinks() {
  const { may } = useStaff();
  return (
    <>
      {may('CLIENTS_WRITE') && (
        <Link className={buttonClass({ small: true })} to="/clients/import">
          Import clients
        </Link>
      )}
      {may('INVITATIONS_SEND') && (
        <Link className={buttonClass({ small: true })} to="/clients/invitations/new">
          Invite…
        </Link>
      )}
    </>
  );
}
