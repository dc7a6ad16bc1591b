import { useQuery } from '@apollo/client/react';

import { type Role, RolesDocument } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { classes } from '../../../ui/classes.ts';
import { roleLabels } from '../../session/staff-context.ts';
import { ErrorPage } from '../../ui/error-page.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import table from '../../ui/table.module.css';
import styles from './roles-page.module.css';

const roles = Object.keys(roleLabels) as readonly Role[];

/** Who may do what: the table that the server itself goes by. */
export function RolesPage() {
  const { data, error, refetch } = useQuery(RolesDocument);
  if (data === undefined) {
    if (error === undefined) return <Skeleton rows={8} />;
    return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <p>What each role may do. Whatever a role does not include is hidden from it, and refused by the server.</p>
      <table className={classes(table.table, styles.table)} aria-label="Who may do what">
        <thead>
          <tr>
            <th scope="col">May</th>
            {roles.map((role) => (
              <th scope="col" key={role}>
                {roleLabels[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.permissions.map(({ permission, text, roles: allowed }) => (
            <tr key={permission}>
              <th scope="row">{text.replace(/\.$/, '')}</th>
              {roles.map((role) => (
                <td key={role}>
                  {allowed.includes(role) ? (
                    <span className={styles.yes}>
                      <Icon name="check" />
                      <span className="visually-hidden">Yes</span>
                    </span>
                  ) : (
                    <span className="soft">
                      <span aria-hidden="true">–</span>
                      <span className="visually-hidden">No</span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
