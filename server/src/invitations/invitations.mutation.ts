import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/authorize.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import {
  InvitationBatchType,
  InvitationsUnderWay,
  StartInvitationsInput,
  StartInvitationsResult,
  SteerInvitationsInput,
  toInvitationBatch,
} from './invitations.graphql-types.ts';
import { findBatch, readAudience } from './invitations.query.ts';
import { startInvitations } from './start-invitations.ts';
import { steerInvitations } from './change-batch-state.ts';

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
    description: 'Pauses a batch of invitations, lets it go on, or ends it. What was sent is sent.',
  })
  async steerInvitations(
    @Arg('input', () => SteerInvitationsInput, { description: 'Which, and what.' }) input: SteerInvitationsInput,
    @Ctx() context: Context,
  ): Promise<InvitationBatchType> {
    const batchId = readId(input.batchId, 'batch of invitations');
    const { steering } = input;
    await steerInvitations(context.stores, await context.requireStaff(), { batchId, steering });
    return findBatch(context, batchId);
  }
}
