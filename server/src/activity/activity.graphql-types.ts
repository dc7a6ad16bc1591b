import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { PageInfo } from '../http/page-info.graphql-types.ts';
import type { Activity } from './activity.ts';
import { nextStep } from './next-step.ts';
import { summarize } from './summarize.ts';

@ObjectType('ActivityClient', { description: 'The client that a line of the record concerns.' })
export class ActivityClient {
  @Field(() => ID, { description: "The client's id." })
  id!: string;

  @Field(() => String, { description: "The client's name, as it is now." })
  name!: string;
}

@ObjectType('ActivityEntry', { description: 'One line of the append-only record.' })
export class ActivityEntryType {
  @Field(() => ID, { description: "The line's id." })
  id!: string;

  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  at!: Date;

  @Field(() => String, {
    description: 'What happened, as a stable word such as "pin.generated"; `ActivityTopic` lists them all.',
  })
  kind!: string;

  @Field(() => String, { description: 'How it ended, as a stable word such as "ok" or "throttled".' })
  result!: string;

  @Field(() => String, { description: 'What happened, in plain words, on one line.' })
  summary!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What staff can do about it, in plain words; null when there is nothing to do.',
  })
  nextStep!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The staff member or API key that did it, by name; null for someone who was neither.',
  })
  actor!: string | null;

  @Field(() => String, { nullable: true, description: 'The address it concerns.' })
  email!: string | null;

  @Field(() => ActivityClient, { nullable: true, description: 'The client it concerns.' })
  client!: ActivityClient | null;

  /** Not in the schema: the row, for fields of other slices. */
  row!: Activity;
}

export const toActivityEntry = (activity: Activity, timeZone: string): ActivityEntryType => {
  const { id, at, kind, result, staffName, email, clientId, clientName } = activity;
  const client = clientId !== null && clientName !== null ? { id: clientId, name: clientName } : null;
  const told = { summary: summarize(activity, timeZone), nextStep: nextStep(activity) ?? null };
  return { id, at, kind, result, email, actor: staffName, client, ...told, row: activity };
};

@ObjectType({ description: 'One line of a page of the record.' })
export class ActivityEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string;

  @Field(() => ActivityEntryType, { description: 'The line.' })
  node!: ActivityEntryType;
}

@ObjectType({ description: 'A page of the record, newest first.' })
export class ActivityConnection {
  @Field(() => [ActivityEdge], { description: 'The lines.' })
  edges!: ActivityEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}
