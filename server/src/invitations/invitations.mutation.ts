import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { type BatchChange, changeBatchState } from './change-batch-state.ts';
import {
  CancelInvitationsInput,
  InvitationBatchType,
  InvitationsUnderWay,
  PauseInvitationsInput,
  ResumeInvitationsInput,
  StartInvitationsInput,
  StartInvitationsResult,
  toInvitationBatch,
} from './invitations.graphql-types.ts';
import { findBatch, readAudience } from './invitations.query.ts';
import { startInvitations } from './start-invitations.ts';

@Resolver()
export class InvitationBatchMutations {
  @Authorized<Rule>('invitations.send')
  @Mutation(() => StartInvitationsResult, {
    description: 'Starts to invite many. It goes on in the background; a practice has one batch at a time.',
  })
  async startInvitations(
    @Arg('input', () => StartInvitationsInput, { description: 'Whom.' }) input: StartInvitationsInput,
    @Ctx() context: Context,
  ): Promise<typeof StartInvitationsResult> {
    const importId = await readAudience(context, input);
    const started = await startInvitations(context.stores, await context.requireStaff(), { importId });
    const batch = toInvitationBatch(started.batch);
    return started.underWayBefore ? Object.assign(new InvitationsUnderWay(), { batch }) : batch;
  }

  @Authorized<Rule>('invitations.send')
  @Mutation(() => InvitationBatchType, {
    description: 'Pauses a batch of invitations: no more are sent until somebody resumes it.',
  })
  async pauseInvitations(
    @Arg('input', () => PauseInvitationsInput, { description: 'Which batch.' }) input: PauseInvitationsInput,
    @Ctx() context: Context,
  ): Promise<InvitationBatchType> {
    return changeState(context, input.batchId, 'pause');
  }

  @Authorized<Rule>('invitations.send')
  @Mutation(() => InvitationBatchType, { description: 'Resumes a batch of invitations that was paused.' })
  async resumeInvitations(
    @Arg('input', () => ResumeInvitationsInput, { description: 'Which batch.' }) input: ResumeInvitationsInput,
    @Ctx() context: Context,
  ): Promise<InvitationBatchType> {
    return changeState(context, input.batchId, 'resume');
  }

  @Authorized<Rule>('invitations.send')
  @Mutation(() => InvitationBatchType, {
    description: 'Cancels a batch of invitations: no more are sent at all. What was sent is sent.',
  })
  async cancelInvitations(
    @Arg('input', () => CancelInvitationsInput, { description: 'Which batch.' }) input: CancelInvitationsInput,
    @Ctx() context: Context,
  ): Promise<InvitationBatchType> {
    return changeState(context, input.batchId, 'cancel');
  }
}

async function changeState(context: Context, id: string, change: BatchChange): Promise<InvitationBatchType> {
  const batchId = readId(id, 'batch of invitations');
  await changeBatchState(context.stores, await context.requireStaff(), batchId, change);
  return findBatch(context, batchId);
}
