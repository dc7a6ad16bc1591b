import { badInput, notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';
import type { ActivityKind } from './activity-kind.ts';
import { activityKinds, type ActivityTopic, kindsOf } from './activity-kind.ts';
import type { ActivityFilter } from './activity.ts';

/** A filter as the caller gave it. */
export interface TypedActivityFilter {
  staffMemberId?: string | null | undefined;
  clientId?: string | null | undefined;
  topic?: ActivityTopic | null | undefined;
  kinds?: readonly string[] | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}

/** The stores that a filter is checked against. */
export interface FilterStores {
  clients: { find(practiceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> };
  portalAccesses: {
    listOfClients(practiceId: string, ids: readonly string[]): Promise<readonly { portalAccountId: string }[]>;
  };
  /** Staff members and API keys, removed ones included. */
  staff: { names(practiceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> };
  practices: { get(practiceId: string): Promise<{ timeZone: string }> };
}

/**
 * Validates a filter.
 *
 * @throws Fault BAD_USER_INPUT naming the field; NOT_FOUND for a person of another practice.
 */
export async function readActivityFilter(
  stores: FilterStores,
  practiceId: string,
  typed: TypedActivityFilter,
): Promise<ActivityFilter> {
  return {
    staffMemberId: await readStaffMember(stores, practiceId, typed.staffMemberId),
    client: await readClient(stores, practiceId, typed.clientId),
    kinds: readKinds(typed),
    from: readDay('from', typed.from),
    to: readDay('to', typed.to),
    timeZone: (await stores.practices.get(practiceId)).timeZone,
  };
}

async function readStaffMember({ staff }: FilterStores, practiceId: string, id: string | null | undefined) {
  if (id == null) return undefined;
  if (!isId(id) || !(await staff.names(practiceId, [id])).has(id)) throw notFound('staff member');
  return id;
}

async function readClient(stores: FilterStores, practiceId: string, id: string | null | undefined) {
  if (id == null) return undefined;
  if (!isId(id) || !(await stores.clients.find(practiceId, [id])).has(id)) throw notFound('client');
  const accesses = await stores.portalAccesses.listOfClients(practiceId, [id]);
  return { id, portalAccountIds: accesses.map(({ portalAccountId }) => portalAccountId) };
}

function readKinds({ topic, kinds }: TypedActivityFilter): readonly ActivityKind[] | undefined {
  const known: readonly string[] = activityKinds;
  if (kinds?.some((kind) => !known.includes(kind))) throw badInput('kinds', 'One of these kinds is not known here.');
  if (topic == null && kinds == null) return undefined;
  const wanted = topic == null ? activityKinds : kindsOf(topic);
  return kinds == null ? wanted : wanted.filter((kind) => kinds.includes(kind));
}

/** A valid calendar day, such as "2026-11-03". */
function readDay(field: string, typed: string | null | undefined): string | undefined {
  if (typed == null || typed === '') return undefined;
  const day = /^(19|20|21)\d\d-\d\d-\d\d$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : undefined;
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed)) return typed;
  throw badInput(field, 'Please give a day as year, month and day, such as 2026-11-03.');
}
