import type { Permission } from '../permissions/permissions.ts';

/**
 * Who may use a field: everyone; everyone but API keys; a signed-in portal account; any staff member
 * who is signed in; or whoever acts for the practice with a permission, an API key by its scopes.
 */
export type Rule = 'anyone' | 'anyone-but-keys' | 'portal-account' | 'staff' | Permission;
