import { GraphQLDateTime } from 'graphql-scalars';
import { Authorized, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { ActivityEntryType } from '../activity/activity.graphql-types.ts';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { explainDelivery } from '../mail/explain-delivery.ts';
import { MailDeliveryType } from '../mail/mail.graphql-types.ts';
import { ClientType, toClient } from './clients.graphql-types.ts';
import { LastSignInType, LivePinType, PortalAccessType } from './portal-access.graphql-types.ts';

@ObjectType('Invitation', { description: 'The last invitation that was sent for an access.' })
export class InvitationType {
  @Field(() => GraphQLDateTime, { description: 'When a staff member sent it.' })
  sentAt!: Date;

  @Field(() => String, { description: 'Who sent it.' })
  sentBy!: string;

  @Field(() => MailDeliveryType, {
    nullable: true,
    description: 'What became of its mail; null when that is not remembered any more.',
  })
  delivery!: MailDeliveryType | null;
}

@Resolver(() => PortalAccessType)
export class PortalAccessFields {
  @Authorized<Rule>('clients.read')
  @FieldResolver(() => ClientType, { description: 'Whom it lets the address see.' })
  async client(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<ClientType> {
    const client = await (await context.loaders()).client.load(row.clientId);
    if (!client) throw new Error('a portal access without its client');
    return toClient(client);
  }

  @FieldResolver(() => InvitationType, { nullable: true, description: 'Null when nobody was invited at this address.' })
  async invitation(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<InvitationType | null> {
    if (!row.invitedAt) return null;
    const loaders = await context.loaders();
    const mail = await loaders.invitationMail.load(row.id);
    const sentBy = row.invitedBy ? await loaders.staffName.load(row.invitedBy) : undefined;
    return { sentAt: row.invitedAt, sentBy: sentBy ?? 'Porchlight', delivery: mail ? explainDelivery(mail) : null };
  }

  @Authorized<Rule>('clients.read')
  @FieldResolver(() => LastSignInType, { nullable: true, description: "The address's last sign-in." })
  async lastSignIn(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<LastSignInType | null> {
    return (await (await context.loaders()).lastSignInOfAccount.load(row.portalAccountId)) ?? null;
  }

  @FieldResolver(() => MailDeliveryType, {
    nullable: true,
    description:
      'The mail that came back from this address for good; null again when a later one is delivered or the address is changed.',
  })
  async bounce(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<MailDeliveryType | null> {
    const mail = await (await context.loaders()).bounceOfAddress.load(row.email);
    return mail ? explainDelivery(mail) : null;
  }

  @FieldResolver(() => LivePinType, {
    nullable: true,
    description: 'The PIN that can be used now, without its digits.',
  })
  async pin(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<LivePinType | null> {
    return (await (await context.loaders()).livePinOfAccount.load(row.portalAccountId)) ?? null;
  }

  @Authorized<Rule>('clients.read')
  @FieldResolver(() => [ClientType], { description: 'More clients that the same address sees.' })
  async otherClients(@Root() { row }: PortalAccessType, @Ctx() context: Context): Promise<ClientType[]> {
    const loaders = await context.loaders();
    const accesses = await loaders.accessesOfAccount.load(row.portalAccountId);
    const others = accesses.filter((access) => access.clientId !== row.clientId);
    const clients = await Promise.all(others.map((access) => loaders.client.load(access.clientId)));
    return clients.filter((client) => client !== undefined).map(toClient);
  }
}

@Resolver(() => ActivityEntryType)
export class ActivityDeliveryField {
  @FieldResolver(() => MailDeliveryType, {
    nullable: true,
    description: 'What became of the mail, where the line speaks of one; null when that is not remembered any more.',
  })
  async delivery(@Root() { row }: ActivityEntryType, @Ctx() context: Context): Promise<MailDeliveryType | null> {
    const { linkId } = row.details;
    if (!sendsMail.has(row.kind) || typeof linkId !== 'string') return null;
    const mail = await (await context.loaders()).mailOfLink.load(linkId);
    return mail ? explainDelivery(mail) : null;
  }
}

const sendsMail: ReadonlySet<string> = new Set(['link.requested', 'invitation.sent', 'staff.invited']);
