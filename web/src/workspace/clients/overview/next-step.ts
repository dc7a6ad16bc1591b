import type { ClientOverviewQuery, PortalAccessFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { deliveryFailed } from '../../ui/mail-delivery.ts';

type OverviewClient = NonNullable<ClientOverviewQuery['client']>;

export interface NextStep {
  /** How things stand, and what to do about it. */
  readonly text: string;
  /** Whether there is anything to do. */
  readonly todo: boolean;
  /** The tab to do it on. */
  readonly where: 'edit/portal' | 'edit/info';
}

/** The next step that brings a client into the portal; the greatest obstacle comes first. */
export function nextStep({ firstName, accesses, archivedAt }: OverviewClient): NextStep {
  const todo = (text: string): NextStep => ({ text, todo: true, where: 'edit/portal' });
  if (archivedAt !== null) {
    return { text: 'Archived: nobody can sign in for them until they are restored.', todo: true, where: 'edit/info' };
  }
  if (accesses.length === 0)
    return todo(`${firstName} has no portal address yet. Add one, and then send an invitation.`);
  const on = accesses.filter(({ active }) => active);
  if (on.length === 0) return todo('Access is off, so nobody can sign in. Switch it on when they should.');
  const who = (found: PortalAccessFieldsFragment) => found.person;
  const bounced = on.find(({ bounce }) => bounce !== null);
  if (bounced) return todo(`Mail to ${who(bounced)} came back. Check the address with them, and correct it.`);
  const uninvited = on.find(({ invitation, lastSignIn }) => invitation === null && lastSignIn === null);
  if (uninvited) return todo(`${who(uninvited)} was never invited. Send the invitation.`);
  const unreached = on.find(
    ({ invitation, lastSignIn }) => lastSignIn === null && deliveryFailed(invitation?.delivery),
  );
  if (unreached) return todo(`The invitation may not have reached ${who(unreached)}. See what became of it.`);
  const waiting = on.find(({ lastSignIn }) => lastSignIn === null);
  if (waiting) return todo(`${who(waiting)} was invited and has not signed in yet. If they call, help them there.`);
  return { text: 'All is well: everyone with access has signed in.', todo: false, where: 'edit/portal' };
}
