import type { Permission } from './permissions.ts';

/** What an owner can let an API key do. */
export type Scope =
  | 'clients:read'
  | 'clients:write'
  | 'invitations:send'
  | 'pins:generate'
  | 'activity:read'
  | 'practice:read'
  | 'practice:write'
  | 'webhooks:manage';

/** What each scope permits. Managing staff and keys is in none of them: a key cannot make itself more than it is. */
const permissionsOfScope: Readonly<Record<Scope, readonly Permission[]>> = {
  'clients:read': ['clients.read'],
  'clients:write': ['clients.write', 'access.write'],
  'invitations:send': ['invitations.send'],
  'pins:generate': ['pins.generate'],
  'activity:read': ['activity.read'],
  'practice:read': ['practice.read'],
  'practice:write': ['practice.write'],
  'webhooks:manage': ['webhooks.manage'],
};

/** Every scope, in the order in which people read them. */
export const scopes = Object.keys(permissionsOfScope) as readonly Scope[];

/** What each scope lets a key do, in plain words. */
export const scopeTexts: Readonly<Record<Scope, string>> = {
  'clients:read': 'See clients, who may sign in for them, and the state of their invitations.',
  'clients:write': 'Add, change and archive clients. Give access, switch it, and change its address.',
  'invitations:send': 'Send invitations by e-mail.',
  'pins:generate': 'Make PINs and take them back. A PIN signs a client in.',
  'activity:read': 'Read the record of who did what.',
  'practice:read': 'See the settings of the practice.',
  'practice:write': 'Change Practice Details and the portal.',
  'webhooks:manage': 'Decide which other systems hear what happens.',
};

/** All that these scopes permit. */
export const permissionsOfScopes = (held: readonly Scope[]): Permission[] =>
  held.flatMap((scope) => permissionsOfScope[scope]);

/** The scope that a permission comes with; undefined for what no key may do. */
export const scopeWith = (permission: string): Scope | undefined =>
  scopes.find((scope) => permissionsOfScope[scope].some((each) => each === permission));
