import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { PortalAccessType } from '../clients/portal-access.graphql-types.ts';
import { findAccess } from '../clients/clients.query.ts';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { generatePin } from './pin/generate-pin.ts';
import { revokePin } from './pin/revoke-pin.ts';
import { sendInvitation } from './link/send-invitation.ts';
import { GeneratedPinType, GeneratePinInput, RevokePinInput, SendInvitationInput } from './sign-in.graphql-types.ts';

@Resolver()
export class SignInStaffMutations {
  @Authorized<Rule>('invitations.send')
  @Mutation(() => PortalAccessType, {
    description:
      'Sends the holder of an access a link that signs them in with nothing to type. Older links of theirs stop working.',
  })
  async sendInvitation(
    @Arg('input', () => SendInvitationInput, { description: 'Whom.' }) input: SendInvitationInput,
    @Ctx() context: Context,
  ): Promise<PortalAccessType> {
    const portalAccessId = readId(input.portalAccessId, 'portal access');
    await sendInvitation(context.stores, await context.requireStaff(), portalAccessId);
    return findAccess(context, portalAccessId);
  }

  @Authorized<Rule>('pins.generate')
  @Mutation(() => GeneratedPinType, {
    description:
      'Makes a PIN to be read over the phone, in the place of any older one. At most ten a day for one address.',
  })
  async generatePin(
    @Arg('input', () => GeneratePinInput, { description: 'For whom.' }) input: GeneratePinInput,
    @Ctx() context: Context,
  ): Promise<GeneratedPinType> {
    const portalAccessId = readId(input.portalAccessId, 'portal access');
    const generated = await generatePin(context.stores, await context.requireStaff(), portalAccessId);
    return Object.assign(new GeneratedPinType(), generated);
  }

  @Authorized<Rule>('pins.generate')
  @Mutation(() => PortalAccessType, {
    description: 'Takes a PIN back before it is used. No error when there is none any more.',
  })
  async revokePin(
    @Arg('input', () => RevokePinInput, { description: 'Whose.' }) input: RevokePinInput,
    @Ctx() context: Context,
  ): Promise<PortalAccessType> {
    const portalAccessId = readId(input.portalAccessId, 'portal access');
    await revokePin(context.stores, await context.requireStaff(), portalAccessId);
    return findAccess(context, portalAccessId);
  }
}

@Resolver(() => GeneratedPinType)
export class GeneratedPinFields {
  @FieldResolver(() => PortalAccessType, { description: 'For whom. It works together with this address only.' })
  async portalAccess(@Root() { portalAccessId }: GeneratedPinType, @Ctx() context: Context): Promise<PortalAccessType> {
    return findAccess(context, portalAccessId);
  }
}
