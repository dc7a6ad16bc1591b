import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../../http/rule.ts';
import type { Context } from '../../http/context.ts';
import { requestSignInLink } from './request-sign-in-link.ts';
import { requestStaffSignInLink } from '../staff/request-staff-sign-in-link.ts';
import { sendNewLink } from './send-new-link.ts';
import {
  RequestSignInLinkInput,
  RequestStaffSignInLinkInput,
  SendNewLinkInput,
  SignInRequestedType,
} from '../sign-in.graphql-types.ts';

@Resolver()
export class RequestSignInLinkMutations {
  @Authorized<Rule>('anyone')
  @Mutation(() => SignInRequestedType, {
    description: 'Asks for a sign-in link. The answer is the same for every address, known or not, and so is the work.',
  })
  async requestSignInLink(
    @Arg('input', () => RequestSignInLinkInput, { description: 'What was typed.' }) input: RequestSignInLinkInput,
    @Ctx() context: Context,
  ): Promise<SignInRequestedType> {
    await context.countAct('request');
    return requestSignInLink(context.stores, input);
  }

  @Authorized<Rule>('anyone-but-keys')
  @Mutation(() => SignInRequestedType, {
    description: 'Asks for a staff link, which lives 15 minutes. The answer is the same for every address.',
  })
  async requestStaffSignInLink(
    @Arg('input', () => RequestStaffSignInLinkInput, { description: 'What was typed.' })
    input: RequestStaffSignInLinkInput,
    @Ctx() context: Context,
  ): Promise<SignInRequestedType> {
    await context.countAct('request');
    return requestStaffSignInLink(context.stores, input);
  }

  @Authorized<Rule>('anyone')
  @Mutation(() => SignInRequestedType, {
    description:
      'Asks for a new link with one that was refused. It goes to the address on file. NOT_FOUND when the link is not known any more.',
  })
  async sendNewLink(
    @Arg('input', () => SendNewLinkInput, { description: 'The link that was refused.' }) input: SendNewLinkInput,
    @Ctx() context: Context,
  ): Promise<SignInRequestedType> {
    await context.countAct('request');
    return sendNewLink(context.stores, input.token);
  }
}
