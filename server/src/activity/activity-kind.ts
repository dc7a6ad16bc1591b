/** What an entry is about, for filters. */
export type ActivityTopic = 'sign-ins' | 'links' | 'pins' | 'clients' | 'access' | 'settings' | 'staff';

const topicOf = {
  'signed-in': 'sign-ins',
  'signed-out': 'sign-ins',
  'link.requested': 'links',
  'link.refused': 'links',
  'invitation.sent': 'links',
  'pin.generated': 'pins',
  'pin.revoked': 'pins',
  'pin.refused': 'pins',
  'pin.guessing': 'pins',
  'client.created': 'clients',
  'client.changed': 'clients',
  'client.archived': 'clients',
  'client.restored': 'clients',
  'import.uploaded': 'clients',
  'import.started': 'clients',
  'import.cancelled': 'clients',
  'invitations.started': 'links',
  'invitations.paused': 'links',
  'invitations.resumed': 'links',
  'invitations.cancelled': 'links',
  'access.added': 'access',
  'access.changed': 'access',
  'access.removed': 'access',
  'access.on': 'access',
  'access.off': 'access',
  'address.changed': 'access',
  'practice.created': 'settings',
  'practice.changed': 'settings',
  'activity.exported': 'settings',
  'api-key.created': 'settings',
  'api-key.revoked': 'settings',
  'webhook.created': 'settings',
  'webhook.changed': 'settings',
  'webhook.rotated': 'settings',
  'webhook.removed': 'settings',
  'webhook.switched-off': 'settings',
  'staff.added': 'staff',
  'staff.invited': 'staff',
  'staff.changed': 'staff',
  'staff.removed': 'staff',
  'staff.restored': 'staff',
} as const satisfies Record<string, ActivityTopic>;

/** The kind of act that an entry records. */
export type ActivityKind = keyof typeof topicOf;

export const activityKinds = Object.keys(topicOf) as readonly ActivityKind[];

/** The kinds of act of a topic. */
export const kindsOf = (topic: ActivityTopic): readonly ActivityKind[] =>
  activityKinds.filter((kind) => topicOf[kind] === topic);
