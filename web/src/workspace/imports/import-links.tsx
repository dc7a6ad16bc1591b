import { Link } from 'react-router';

import { buttonClass } from '../../ui/button.tsx';
import { useStaff } from '../session/staff-context.ts';

/** Links to import clients and to invite many of them, for those who may. */
export function ImportLinks() {
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
