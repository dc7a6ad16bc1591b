import { Arg, Authorized, Ctx, Field, ID, InputType, Int, Query, registerEnumType, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import { isTime, readCursor, readPageSize, toConnection, writeCursor } from '../http/pagination.ts';
import type { Context } from '../http/context.ts';
import { isId } from '../lib/ids.ts';
import { readActivityFilter } from './activity-filter.ts';
import { ActivityConnection, toActivityEntry } from './activity.graphql-types.ts';
import { type ActivityTopic, kindsOf } from './activity-kind.ts';

export const ActivityTopicEnum = {
  SIGN_INS: 'sign-ins',
  LINKS: 'links',
  PINS: 'pins',
  CLIENTS: 'clients',
  ACCESS: 'access',
  SETTINGS: 'settings',
  STAFF: 'staff',
} as const satisfies Record<string, ActivityTopic>;

const topicTexts: Readonly<Record<keyof typeof ActivityTopicEnum, string>> = {
  SIGN_INS: 'Signing in and out, of clients and staff',
  LINKS: 'Links asked for, sent and refused; invitations',
  PINS: 'PINs made, taken back and refused',
  CLIENTS: 'Clients added, changed, archived',
  ACCESS: 'Access given and switched, addresses changed',
  SETTINGS: 'The settings, and the record itself',
  STAFF: 'Staff added, changed, removed',
};

registerEnumType(ActivityTopicEnum, {
  name: 'ActivityTopic',
  description: 'What a line of the record is about, and which kinds of line that are.',
  valuesConfig: Object.fromEntries(
    Object.entries(ActivityTopicEnum).map(([name, topic]) => [
      name,
      { description: `${topicTexts[name as keyof typeof topicTexts]}: ${kindsOf(topic).join(', ')}.` },
    ]),
  ),
});

@InputType({ description: 'What to look for in the record; what is left out does not matter.' })
export class PracticeActivityFilter {
  @Field(() => ID, { nullable: true, description: 'What this staff member did.' })
  staffMemberId?: string | null;

  @Field(() => ID, { nullable: true, description: 'What was done to this client and at the addresses that see them.' })
  clientId?: string | null;

  @Field(() => ActivityTopicEnum, { nullable: true, description: 'What it is about.' })
  topic?: ActivityTopic | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only these kinds, such as "pin.generated"; `ActivityTopic` lists them all.',
  })
  kinds?: string[] | null;

  @Field(() => String, { nullable: true, description: "The first day, as 2026-11-03, in the practice's time zone." })
  from?: string | null;

  @Field(() => String, { nullable: true, description: "The last day, as 2026-11-03, in the practice's time zone." })
  to?: string | null;
}

@Resolver()
export class PracticeActivityQueries {
  @Authorized<Rule>('activity.read')
  @Query(() => ActivityConnection, { description: 'The record of your practice: who did what, newest first.' })
  async practiceActivity(
    @Arg('filter', () => PracticeActivityFilter, { nullable: true, description: 'What to look for.' })
    filter: PracticeActivityFilter | undefined,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 50 when left out and 100 at most.' })
    first: number | undefined,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | undefined,
    @Ctx() context: Context,
  ): Promise<ActivityConnection> {
    const { practiceId } = await context.requireStaff();
    const page = { first: readPageSize(first, 50), after: after ?? undefined };
    const [at, id] = readCursor(after, [isTime, isId]) ?? [];
    const before = at !== undefined && id !== undefined ? { at, id } : undefined;
    const wanted = await readActivityFilter(context.stores, practiceId, filter ?? {});
    const rows = await context.stores.activity.listForPractice(practiceId, wanted, { first: page.first + 1, before });
    return toConnection(
      rows,
      page,
      (row) => writeCursor([row.at.toISOString(), row.id]),
      (row) => toActivityEntry(row, wanted.timeZone),
    );
  }
}
