import type { Permission } from '../permissions/permissions.ts';

/**
 * Who may use a field: everyone; everyone but API keys; a signed-in portal account; a signed-in staff member; or a
 * staff member or an API key with a permission.
 */
export type Rule = 'anyone' | 'anyone-but-keys' | 'portal-account' | 'staff' | Permission;
