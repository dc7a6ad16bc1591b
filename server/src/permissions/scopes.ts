import type { Permission } from './permissions.ts';

/** What an API key can be allowed to do. */
export type Scope =
  | 'clients:read'
  | 'clients:write'
  | 'invitations:send'
  | 'pins:generate'
  | 'activity:read'
  | 'practice:read'
  | 'practice:write'
  | 'webhooks:manage';

/** The permissions of each scope. No scope allows to manage staff or keys, so that a key cannot extend its own rights. */
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

/** Every scope, in the order of the screen. */
export const scopes = Object.keys(permissionsOfScope) as readonly Scope[];

/** The description of each scope. */
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

/** The permissions of these scopes. */
export const permissionsOfScopes = (held: readonly Scope[]): Permission[] =>
  held.flatMap((scope) => permissionsOfScope[scope]);

/** The scope that includes a permission; undefined when no scope does. */
export const scopeWith = (permission: string): Scope | undefined =>
  scopes.find((scope) => permissionsOfScope[scope].some((each) => each === permission));
