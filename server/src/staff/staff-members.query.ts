import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { notFound } from '../lib/fault.ts';
import { explainDelivery } from '../mail/explain-delivery.ts';
import { MailDeliveryType } from '../mail/mail.graphql-types.ts';
import { PermissionRow, permissionRows, StaffMemberType, toStaffMember } from './staff-members.graphql-types.ts';

@Resolver(() => StaffMemberType)
export class StaffMemberQueries {
  @Authorized<Rule>('practice.read')
  @Query(() => [StaffMemberType], { description: 'Everyone who works at your practice, by name.' })
  async staffMembers(
    @Arg('removed', () => Boolean, { defaultValue: false, description: 'Those who were removed instead.' })
    removed: boolean,
    @Ctx() context: Context,
  ): Promise<StaffMemberType[]> {
    const { practiceId } = await context.requireStaff();
    return (await context.stores.staff.list(practiceId, { removed })).map(toStaffMember);
  }

  @Authorized<Rule>('practice.read')
  @Query(() => [PermissionRow], { description: 'Who may do what: the table that the server itself goes by.' })
  permissions(): PermissionRow[] {
    return permissionRows();
  }

  @FieldResolver(() => GraphQLDateTime, { nullable: true, description: 'Their last sign-in; null for never so far.' })
  async lastSignInAt(@Root() { id }: StaffMemberType, @Ctx() context: Context): Promise<Date | null> {
    return (await (await context.loaders()).lastSignInOfStaff.load(id)) ?? null;
  }

  @FieldResolver(() => MailDeliveryType, {
    nullable: true,
    description: 'What became of the newest link mailed to them; null when there is none, or it is not remembered.',
  })
  async linkDelivery(@Root() { id }: StaffMemberType, @Ctx() context: Context): Promise<MailDeliveryType | null> {
    const mail = await (await context.loaders()).staffMail.load(id);
    return mail ? explainDelivery(mail) : null;
  }
}

/** @throws Fault NOT_FOUND when the practice has no such staff member. */
export async function findStaffMember(context: Context, id: string): Promise<StaffMemberType> {
  const { practiceId } = await context.requireStaff();
  const member = await context.stores.staff.find(practiceId, id);
  if (!member) throw notFound('staff member');
  return toStaffMember(member);
}
