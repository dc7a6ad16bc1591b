/** The role of a staff member. */
export type Role = 'owner' | 'clinician' | 'front-desk';

/** What a field's rule or a screen can require. */
export type Permission =
  | 'clients.read'
  | 'clients.write'
  | 'access.write'
  | 'invitations.send'
  | 'pins.generate'
  | 'activity.read'
  | 'practice.read'
  | 'practice.write'
  | 'staff.write'
  | 'webhooks.manage'
  | 'api-keys.write';

/**
 * The permissions of each role; the schema and the screens read this table. The front desk answers the
 * phone, so it invites, generates PINs and corrects addresses, but changes no client and no setting.
 */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  owner: [
    'clients.read',
    'clients.write',
    'access.write',
    'invitations.send',
    'pins.generate',
    'activity.read',
    'practice.read',
    'practice.write',
    'staff.write',
    'webhooks.manage',
    'api-keys.write',
  ],
  clinician: [
    'clients.read',
    'clients.write',
    'access.write',
    'invitations.send',
    'pins.generate',
    'activity.read',
    'practice.read',
  ],
  'front-desk': ['clients.read', 'access.write', 'invitations.send', 'pins.generate', 'activity.read', 'practice.read'],
};

/** Every role, beginning with the one that may do most. */
export const roles = Object.keys(permissionsOf) as readonly Role[];

/** The description of each permission, in the order of the screen. */
export const permissionTexts: Readonly<Record<Permission, string>> = {
  'clients.read': 'See clients.',
  'clients.write': 'Add, change and archive clients.',
  'access.write': 'Give access, switch it, and change its address.',
  'invitations.send': 'Send invitations.',
  'pins.generate': 'Make Pin codes and take them back.',
  'activity.read': 'Read the record of who did what.',
  'practice.read': 'See the settings.',
  'practice.write': 'Change Practice Details and the portal.',
  'staff.write': 'Add, change and remove staff.',
  'webhooks.manage': 'Decide which other systems hear what happens.',
  'api-keys.write': 'Make and revoke API keys.',
};
