import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { notFound } from '../lib/fault.ts';
import { PortalType, toPortal } from '../practice/practice.graphql-types.ts';
import { DeviceType, SessionLifeType, toDevice, toSessionLife } from '../sessions/session.graphql-types.ts';
import type { PortalSession } from '../sessions/session.ts';
import { RelationshipEnum } from './portal-access.graphql-types.ts';
import type { PortalAccess } from './portal-access.store.ts';
import type { Relationship } from './portal-access.ts';

@ObjectType('ViewerAccess', { description: 'A client that the signed-in portal account may see.' })
export class ViewerAccessType {
  @Field(() => ID, { description: 'For `chooseClient`.' })
  id!: string;

  @Field(() => String, { description: "The client's name." })
  clientName!: string;

  @Field(() => RelationshipEnum, { description: 'Who the holder is to the client.' })
  relationship!: Relationship;
}

@ObjectType('PortalViewer', { description: 'The portal account that is signed in here.' })
export class PortalViewerType {
  @Field(() => String, { description: 'Its address.' })
  email!: string;

  @Field(() => PortalType, { description: 'Where.' })
  portal!: PortalType;

  /** Not in the schema: the session this viewer was read from. */
  row!: PortalSession;
}

const toViewer = (session: PortalSession, publicOrigin: string): PortalViewerType => ({
  email: session.email,
  portal: toPortal(session.portal, publicOrigin),
  row: session,
});

@InputType({ description: 'Which client to look at.' })
export class ChooseClientInput {
  @Field(() => ID, { description: 'The id of a `ViewerAccess`.' })
  portalAccessId!: string;
}

@Resolver(() => PortalViewerType)
export class PortalViewerQueries {
  @Authorized<Rule>('anyone')
  @Query(() => PortalViewerType, { nullable: true, description: 'The portal account that is signed in here, or null.' })
  async me(@Ctx() context: Context): Promise<PortalViewerType | null> {
    const session = await context.portalSession();
    return session ? toViewer(session, context.publicOrigin) : null;
  }

  @Authorized<Rule>('portal-account')
  @Mutation(() => PortalViewerType, {
    description: 'Chooses whom this session looks at, when the address sees several clients.',
  })
  async chooseClient(
    @Arg('input', () => ChooseClientInput, { description: 'Whom.' }) input: ChooseClientInput,
    @Ctx() context: Context,
  ): Promise<PortalViewerType> {
    const session = await context.requirePortal();
    const open = await openAccesses(context, session);
    const chosen = open.find((access) => access.id === input.portalAccessId);
    if (!chosen) throw notFound('client');
    await context.stores.sessions.chooseAccess(session.practiceId, session.sessionId, chosen.id);
    return toViewer({ ...session, chosenAccessId: chosen.id }, context.publicOrigin);
  }

  @FieldResolver(() => [ViewerAccessType], { description: 'Whom this account may see.' })
  async accesses(@Root() { row }: PortalViewerType, @Ctx() context: Context): Promise<ViewerAccessType[]> {
    return openAccesses(context, row);
  }

  @FieldResolver(() => ViewerAccessType, {
    nullable: true,
    description: 'Whom this session looks at: the only one there is, or the one that was chosen; null until then.',
  })
  async chosen(@Root() { row }: PortalViewerType, @Ctx() context: Context): Promise<ViewerAccessType | null> {
    const open = await openAccesses(context, row);
    return (open.length === 1 ? open[0] : open.find((access) => access.id === row.chosenAccessId)) ?? null;
  }

  @FieldResolver(() => [DeviceType], { description: 'The browsers this account is signed in with.' })
  async devices(@Root() { row }: PortalViewerType, @Ctx() context: Context): Promise<DeviceType[]> {
    const devices = await context.stores.sessions.listDevices('portal', row.practiceId, row.portalAccountId);
    return devices.map((device) => toDevice(device, row.sessionId));
  }

  @FieldResolver(() => SessionLifeType, { description: 'How long this session has left.' })
  session(@Root() { row }: PortalViewerType): SessionLifeType {
    return toSessionLife(row);
  }
}

async function openAccesses(context: Context, session: PortalSession): Promise<PortalAccess[]> {
  const { practiceId, portalAccountId } = session;
  const accesses = await context.stores.portalAccesses.listOfAccounts(practiceId, [portalAccountId]);
  return accesses.filter((access) => access.active && !access.clientArchived);
}
