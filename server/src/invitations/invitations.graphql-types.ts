import { GraphQLDateTime } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../http/page-info.graphql-types.ts';
import type {
  BatchAudience,
  BatchItem,
  BatchState,
  InvitationBatch,
  ItemReason,
  ItemState,
} from './invitation-batch.ts';

const BatchStateEnum = {
  RUNNING: 'running',
  PAUSED: 'paused',
  DONE: 'done',
  CANCELLED: 'cancelled',
} as const satisfies Record<string, BatchState>;
registerEnumType(BatchStateEnum, {
  name: 'InvitationBatchState',
  description: 'How far a batch of invitations has come.',
  valuesConfig: {
    RUNNING: { description: 'Invitations are being sent.' },
    PAUSED: { description: 'Waits to be resumed.' },
    DONE: { description: 'Has ended.' },
    CANCELLED: { description: 'Was ended before its time; what was sent is sent.' },
  },
});

export const BatchAudienceEnum = {
  NEVER_INVITED: 'never-invited',
  IMPORT: 'import',
} as const satisfies Record<string, BatchAudience>;
registerEnumType(BatchAudienceEnum, {
  name: 'InvitationAudience',
  description: 'Whom a batch of invitations is for.',
  valuesConfig: {
    NEVER_INVITED: { description: 'Everyone in care with access who was never invited.' },
    IMPORT: { description: 'The people of one import who were never invited.' },
  },
});

export const ItemStateEnum = {
  WAITING: 'waiting',
  SENT: 'sent',
  SKIPPED: 'skipped',
  FAILED: 'failed',
} as const satisfies Record<string, ItemState>;
registerEnumType(ItemStateEnum, {
  name: 'BatchInvitationState',
  description: "What became of one person's invitation.",
  valuesConfig: {
    WAITING: { description: 'It waits to be sent.' },
    SENT: { description: 'Its mail was queued.' },
    SKIPPED: { description: 'There was a reason not to send it.' },
    FAILED: { description: 'It could not be sent.' },
  },
});

@ObjectType({ description: 'What starting to invite would do.' })
export class InvitationPreview {
  @Field(() => Int, { description: 'People who would be invited.' })
  people!: number;

  @Field(() => Int, { description: 'Mails they would get: one for each address.' })
  mails!: number;

  @Field(() => Int, { description: 'Clients in care without any address, whom nobody can invite.' })
  withoutAddress!: number;

  @Field(() => String, { description: 'The name that the mails show as their sender.' })
  from!: string;
}

@ObjectType({ description: 'How many invitations of a batch there are of each kind.' })
export class BatchCounts {
  @Field(() => Int, { description: 'All of them.' })
  people!: number;

  @Field(() => Int, { description: 'Those that wait to be sent.' })
  waiting!: number;

  @Field(() => Int, { description: 'Those that were sent.' })
  sent!: number;

  @Field(() => Int, { description: 'Those that there was a reason not to send.' })
  skipped!: number;

  @Field(() => Int, { description: 'Those that could not be sent.' })
  failed!: number;

  @Field(() => Int, { description: 'Those that wait because their address got many mails within the hour.' })
  later!: number;
}

@ObjectType({ description: 'One person of a batch, and what became of their invitation.' })
export class BatchInvitation {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The client it is about.' })
  clientId!: string;

  @Field(() => String, { description: "The client's name." })
  clientName!: string;

  @Field(() => String, { nullable: true, description: "The holder's name, when it is not the client." })
  person!: string | null;

  @Field(() => String, { nullable: true, description: 'The address, as it is now.' })
  email!: string | null;

  @Field(() => ItemStateEnum, { description: 'What became of it.' })
  state!: ItemState;

  @Field(() => String, { description: 'The same in plain words, with the reason where there is one.' })
  summary!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When that was; null while it waits.' })
  doneAt!: Date | null;
}

const reasonWords: Readonly<Record<ItemReason, string>> = {
  'same-mail': 'Sent, in one mail with another client of this address',
  'access-off': 'Not sent: access is off',
  archived: 'Not sent: the client is archived',
  'no-address': 'Not sent: no e-mail address',
  gone: 'Not sent: this access was removed',
  'invited-meanwhile': 'Not sent: was invited meanwhile',
  cancelled: 'Not sent: cancelled before its turn',
  'many-mails': 'Not sent: the address got too many mails',
};

const stateWords: Readonly<Record<ItemState, string>> = {
  waiting: 'Waiting',
  sent: 'Sent',
  skipped: 'Not sent',
  failed: 'Could not be sent',
};

function summaryOf({ state, reason }: BatchItem): string {
  if (state === 'waiting' && reason === 'many-mails')
    return 'Will be tried again: the address got many mails this hour';
  return reason ? reasonWords[reason] : stateWords[state];
}

export function toBatchInvitation(item: BatchItem): BatchInvitation {
  const { id, clientId, clientName, person, email, state, doneAt } = item;
  return { id, clientId, clientName, person, email, state, doneAt, summary: summaryOf(item) };
}

@ObjectType({ description: 'One person of a page of a batch.' })
export class BatchInvitationEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string;

  @Field(() => BatchInvitation, { description: 'The person.' })
  node!: BatchInvitation;
}

@ObjectType({ description: "A page of a batch's people, by their clients' names." })
export class BatchInvitationConnection {
  @Field(() => [BatchInvitationEdge], { description: 'The people.' })
  edges!: BatchInvitationEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}

@ObjectType('InvitationBatch', { description: 'Many invitations, started by one staff member.' })
export class InvitationBatchType {
  @Field(() => ID, { description: "The batch's id." })
  id!: string;

  @Field(() => BatchStateEnum, { description: 'How far it has come.' })
  state!: BatchState;

  @Field(() => BatchAudienceEnum, { description: 'Whom it is for.' })
  audience!: BatchAudience;

  @Field(() => GraphQLDateTime, { description: 'When it was started.' })
  startedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  /** Not in the schema: the row, for the field resolvers. */
  row!: InvitationBatch;
}

export function toInvitationBatch(row: InvitationBatch): InvitationBatchType {
  const { id, state, audience, startedAt, finishedAt } = row;
  return Object.assign(new InvitationBatchType(), { id, state, audience, startedAt, finishedAt, row });
}

@ObjectType({
  description: 'Returned when the practice has a batch under way: there is one at a time. Nothing was started.',
})
export class InvitationsUnderWay {
  @Field(() => InvitationBatchType, { description: 'The one that is under way.' })
  batch!: InvitationBatchType;
}

export const StartInvitationsResult = createUnionType({
  name: 'StartInvitationsResult',
  description: 'The batch that was started, or the one that is under way already.',
  types: () => [InvitationBatchType, InvitationsUnderWay] as const,
});

@InputType({ description: 'Whom to invite.' })
export class StartInvitationsInput {
  @Field(() => BatchAudienceEnum, { defaultValue: 'never-invited', description: 'Whom.' })
  audience!: BatchAudience;

  @Field(() => ID, { nullable: true, description: 'Which import; with the audience IMPORT, and with no other.' })
  importId?: string | null;
}

@InputType({ description: 'A batch of invitations to pause.' })
export class PauseInvitationsInput {
  @Field(() => ID, { description: 'Which batch.' })
  batchId!: string;
}

@InputType({ description: 'A batch of invitations to resume.' })
export class ResumeInvitationsInput {
  @Field(() => ID, { description: 'Which batch.' })
  batchId!: string;
}

@InputType({ description: 'A batch of invitations to cancel.' })
export class CancelInvitationsInput {
  @Field(() => ID, { description: 'Which batch.' })
  batchId!: string;
}
