import { createContext, useContext } from 'react';

import type { Permission, StaffQuery } from '../../api/generated/workspace/graphql.ts';

/** The signed-in staff member, with their practice and what they may do. */
export type Staff = NonNullable<StaffQuery['staff']>;

export const StaffContext = createContext<Staff | undefined>(undefined);

/** The signed-in staff member; every page inside the layout has one. */
export function useStaff(): Staff & { readonly may: (permission: Permission) => boolean } {
  const staff = useContext(StaffContext);
  if (staff === undefined) throw new Error('Only pages inside StaffLayout know who is signed in.');
  return { ...staff, may: (permission) => staff.permissions.includes(permission) };
}

/** What a role is called on screen. */
export const roleLabels: Readonly<Record<Staff['role'], string>> = {
  OWNER: 'Owner',
  CLINICIAN: 'Clinician',
  FRONT_DESK: 'Front desk',
};
