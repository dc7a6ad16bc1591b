import type { Activity } from './activity.ts';

/** Describes an entry in one line. Times are in the practice's time zone. */
export function summarize(activity: Activity, timeZone: string): string {
  const by = activity.staffName ? ` by ${activity.staffName}` : '';
  const { details } = activity;
  const name = typeof details.name === 'string' ? details.name : 'Someone';
  const host = typeof details.host === 'string' ? details.host : 'another system';
  const role = roleWords[String(details.role)] ?? 'staff member';
  switch (activity.kind) {
    case 'link.requested':
      return requested[activity.result] ?? 'Asked for a link';
    case 'link.refused':
      return `${refused[activity.result] ?? 'Opened a link that does not work'}${fromTime(activity, timeZone)}`;
    case 'invitation.sent':
      return `Invitation sent${by}`;
    case 'signed-in':
      return activity.result === 'pin' ? 'Signed in with a PIN' : 'Signed in with a link';
    case 'signed-out':
      return activity.result === 'everywhere' ? 'Signed out everywhere' : 'Signed out';
    case 'pin.generated':
      return `Pin code generated${by}`;
    case 'pin.revoked':
      return `Pin code taken back${by}`;
    case 'pin.refused':
      return 'Typed a PIN that did not work';
    case 'pin.guessing':
      return `PINs that do not work were typed for more than ${counted(details.addresses, 'address', 'addresses')} from one network within an hour; it is slowed down`;
    case 'client.created':
      return `Client added${by}`;
    case 'client.changed':
      return `Client info changed${by}`;
    case 'client.archived':
      return `Client archived${by}`;
    case 'client.restored':
      return `Client restored${by}`;
    case 'access.added':
      return `Access given to ${activity.email ?? 'an address'}${by}`;
    case 'access.changed':
      return `Who holds the access of ${activity.email ?? 'an address'} changed${by}`;
    case 'access.removed':
      return `Access of ${activity.email ?? 'an address'} removed${by}`;
    case 'access.on':
      return `Access switched on${by}`;
    case 'access.off':
      return `Access switched off${by}`;
    case 'address.changed':
      return `Address changed to ${activity.email ?? 'another one'}${by}`;
    case 'practice.changed':
      return `Practice Details changed${by}`;
    case 'practice.created':
      return 'Practice created';
    case 'staff.added':
      return `${name} added to the staff as ${role}${by}`;
    case 'staff.invited':
      return `Sign-in link sent to ${name}${by}`;
    case 'staff.changed':
      return details.role === undefined ? `Details of ${name} changed${by}` : `${name} made ${role}${by}`;
    case 'staff.removed':
      return `${name} removed from the staff${by}`;
    case 'staff.restored':
      return `${name} brought back to the staff${by}`;
    case 'api-key.created':
      return `API key “${name}” made${by}`;
    case 'api-key.revoked':
      return `API key “${name}” revoked${by}`;
    case 'webhook.created':
      return `Webhook to ${host} added${by}`;
    case 'webhook.changed':
      return `Webhook to ${host} changed${by}`;
    case 'webhook.rotated':
      return `New secret made for the webhook to ${host}${by}`;
    case 'webhook.removed':
      return `Webhook to ${host} removed${by}`;
    case 'webhook.switched-off':
      return `Webhook to ${host} switched off, because ${activity.result === 'gone' ? 'it is gone' : 'nothing arrived for days'}`;
    case 'import.uploaded':
      return `List of ${counted(details.rows, 'client')} uploaded${by}`;
    case 'import.started':
      return `Import of ${counted(details.rows, 'row')} started${by}`;
    case 'import.cancelled':
      return `Import cancelled${by}`;
    case 'invitations.started':
      return `Inviting ${counted(details.people, 'person', 'people')} started${by}`;
    case 'invitations.paused':
      return `Inviting many paused${by}`;
    case 'invitations.resumed':
      return `Inviting many resumed${by}`;
    case 'invitations.cancelled':
      return `Inviting many cancelled${by}`;
    case 'activity.exported':
      return `Activity exported${by}`;
  }
}

const counted = (count: unknown, one: string, many = `${one}s`): string =>
  `${Number(count).toLocaleString('en-US')} ${count === 1 ? one : many}`;

const roleWords: Readonly<Record<string, string>> = {
  owner: 'owner',
  clinician: 'clinician',
  'front-desk': 'front desk',
};

const requested: Readonly<Record<string, string>> = {
  sent: 'Asked for a link; it was sent',
  throttled: 'Asked for a link again; none was sent, because this address got its share of mails for the hour',
  'access-off': 'Asked for a link; none was sent, because access is off',
  failed: 'Asked for a link; none could be sent, because of a fault of ours',
};

const refused: Readonly<Record<string, string>> = {
  superseded: 'Opened an older link',
  'already-used': 'Opened a link that was used already',
  expired: 'Opened a link that had expired',
  'not-valid': 'Opened a link that had been taken back',
};

function fromTime({ at, details }: Activity, timeZone: string): string {
  if (typeof details.issuedAt !== 'string') return '';
  const issued = new Date(details.issuedAt);
  const day = (date: Date) => date.toLocaleDateString('en-US', { timeZone, month: 'short', day: 'numeric' });
  const time = issued
    .toLocaleTimeString('en-US', { timeZone, hour: 'numeric', minute: '2-digit' })
    .replace('\u202f', ' ');
  return ` (from ${day(issued) === day(at) ? '' : `${day(issued)}, `}${time})`;
}
