import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../../http/rule.ts';
import type { Context } from '../../http/context.ts';
import { toSignedIn } from '../link/redeem-link.mutation.ts';
import { redeemPin } from './redeem-pin.ts';
import { PinRefusalEnum, PinRefused, RedeemPinInput, RedeemPinResult } from '../sign-in.graphql-types.ts';

@Resolver()
export class RedeemPinMutation {
  @Authorized<Rule>('anyone-but-keys')
  @Mutation(() => RedeemPinResult, {
    description:
      'Turns an address and a PIN into a session, once. Five wrong tries make a PIN useless; links go on working.',
  })
  async redeemPin(
    @Arg('input', () => RedeemPinInput, { description: 'What was typed.' }) input: RedeemPinInput,
    @Ctx() context: Context,
  ): Promise<typeof RedeemPinResult> {
    await context.countAct('redeem');
    const { logger, network } = context;
    const browser = { ...(await context.browser('portal')), network };
    const outcome = await redeemPin({ ...context.stores, logger }, input, browser);
    if (outcome.outcome === 'signed-in') return toSignedIn(outcome, context);
    return Object.assign(new PinRefused(), {
      reason: PinRefusalEnum.NOT_ACCEPTED,
      message: "That address and PIN don't go together. Check both, or ask the practice for a new PIN.",
    });
  }
}
