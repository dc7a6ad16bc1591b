import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import { readCursor, readPageSize, toConnection, writeCursor } from '../http/pagination.ts';
import type { Context } from '../http/context.ts';
import { badInput, notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';
import type { BatchAudience, BatchItem, ItemCount, ItemState } from './invitation-batch.ts';
import {
  BatchAudienceEnum,
  BatchCounts,
  BatchInvitationConnection,
  InvitationBatchType,
  InvitationPreview,
  ItemStateEnum,
  toBatchInvitation,
  toInvitationBatch,
} from './invitations.graphql-types.ts';

@Resolver(() => InvitationBatchType)
export class InvitationBatchQueries {
  @Authorized<Rule>('invitations.send')
  @Query(() => InvitationPreview, { description: 'How many people and mails a batch of invitations would be.' })
  async invitationPreview(
    @Arg('audience', () => BatchAudienceEnum, { defaultValue: 'never-invited', description: 'Whom to invite.' })
    audience: BatchAudience,
    @Arg('importId', () => ID, {
      nullable: true,
      description: 'Which import; with the audience IMPORT, and with no other.',
    })
    importId: string | undefined,
    @Ctx() context: Context,
  ): Promise<InvitationPreview> {
    const { practiceId } = await context.requireStaff();
    const { mailName } = await context.stores.practices.get(practiceId);
    const wanted = await readAudience(context, { audience, importId });
    return { ...(await context.stores.invitationBatches.preview(practiceId, wanted)), from: mailName };
  }

  @Authorized<Rule>('invitations.send')
  @Query(() => InvitationBatchType, {
    nullable: true,
    description: 'A batch of your practice; NOT_FOUND for any other id.',
  })
  async invitationBatch(
    @Arg('id', () => ID, { description: "The batch's id." }) id: string,
    @Ctx() context: Context,
  ): Promise<InvitationBatchType> {
    return findBatch(context, id);
  }

  @Authorized<Rule>('invitations.send')
  @Query(() => [InvitationBatchType], { description: "Your practice's latest batches of invitations, newest first." })
  async invitationBatches(@Ctx() context: Context): Promise<InvitationBatchType[]> {
    const { practiceId } = await context.requireStaff();
    return (await context.stores.invitationBatches.list(practiceId)).map(toInvitationBatch);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who started it.' })
  async startedBy(@Root() { row }: InvitationBatchType, @Ctx() context: Context): Promise<string | null> {
    return (await (await context.loaders()).staffName.load(row.startedBy)) ?? null;
  }

  @FieldResolver(() => BatchCounts, { description: 'How many invitations there are of each kind.' })
  async counts(@Root() { row }: InvitationBatchType, @Ctx() context: Context): Promise<BatchCounts> {
    return toCounts((await (await context.loaders()).itemsOfBatch.load(row.id)) ?? []);
  }

  @FieldResolver(() => BatchInvitationConnection, { description: 'The people in it, by the names of their clients.' })
  async invitations(
    @Arg('state', () => ItemStateEnum, { nullable: true, description: 'Only these; all when left out.' })
    state: ItemState | undefined,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 50 when left out and 100 at most.' })
    first: number | undefined,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | undefined,
    @Root() { row }: InvitationBatchType,
    @Ctx() context: Context,
  ): Promise<BatchInvitationConnection> {
    const page = { first: readPageSize(first, 50), after: after ?? undefined };
    const [sortName, id] = readCursor(after, [() => true, isId]) ?? [];
    const position = sortName !== undefined && id !== undefined ? { sortName, id } : undefined;
    const ref = { practiceId: row.practiceId, batchId: row.id };
    const wanted = { state: state ?? null, after: position, first: page.first + 1 };
    const items = await context.stores.batchItems.list(ref, wanted);
    const cursorOf = (item: BatchItem) => writeCursor([item.sortName, item.id]);
    return toConnection(items, page, cursorOf, toBatchInvitation);
  }
}

/** @throws Fault NOT_FOUND when the practice has no such batch. */
export async function findBatch(context: Context, id: string): Promise<InvitationBatchType> {
  const { practiceId } = await context.requireStaff();
  const batch = isId(id) ? await context.stores.invitationBatches.find(practiceId, id) : undefined;
  if (!batch) throw notFound('batch of invitations');
  return toInvitationBatch(batch);
}

/**
 * Reads the import of a batch; null for everyone never invited.
 *
 * @throws Fault NOT_FOUND when the practice has no such import, or the staff member may not see imports;
 *   BAD_USER_INPUT when audience and import do not go together.
 */
export async function readAudience(
  context: Context,
  { audience, importId }: { audience: BatchAudience; importId?: string | null | undefined },
): Promise<string | null> {
  if (audience === 'never-invited') {
    // A caller who names an import and forgets the audience must not invite the whole practice.
    if (importId != null) throw badInput('importId', 'An import goes with the audience IMPORT only.');
    return null;
  }
  if (!importId) throw badInput('importId', 'Say which import.');
  const { practiceId, permissions } = await context.requireStaff();
  const maySee = permissions.includes('clients.write') && isId(importId);
  if (!maySee || !(await context.stores.clientImports.find(practiceId, importId))) throw notFound('import');
  return importId;
}

function toCounts(counts: readonly ItemCount[]): BatchCounts {
  const sum = (wanted: (count: ItemCount) => boolean) =>
    counts.filter(wanted).reduce((total, { count }) => total + count, 0);
  const of = (wanted: ItemState) => sum(({ state }) => state === wanted);
  return {
    people: sum(() => true),
    waiting: of('waiting'),
    sent: of('sent'),
    skipped: of('skipped'),
    failed: of('failed'),
    later: sum(({ state, reason }) => state === 'waiting' && reason === 'many-mails'),
  };
}
