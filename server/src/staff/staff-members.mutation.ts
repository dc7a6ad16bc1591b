import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { editedMeanwhile } from '../practice/practice.graphql-types.ts';
import { addStaffMember } from './add-staff-member.ts';
import { inviteStaffMember } from './invite-staff-member.ts';
import { removeStaffMember, restoreStaffMember } from './remove-staff-member.ts';
import {
  AddStaffMemberInput,
  lastOwner,
  RemoveStaffMemberResult,
  StaffMemberInput,
  StaffMemberType,
  UpdateStaffMemberInput,
  UpdateStaffMemberResult,
} from './staff-members.graphql-types.ts';
import { findStaffMember } from './staff-members.query.ts';
import { updateStaffMember } from './update-staff-member.ts';

@Resolver()
export class StaffMemberMutations {
  @Authorized<Rule>('staff.write')
  @Mutation(() => StaffMemberType, {
    description: 'Lets someone work at your practice, and mails them a link to the workspace at once.',
  })
  async addStaffMember(
    @Arg('input', () => AddStaffMemberInput, { description: 'Who.' }) input: AddStaffMemberInput,
    @Ctx() context: Context,
  ): Promise<StaffMemberType> {
    const id = await addStaffMember(context.stores, await context.requireStaff(), input);
    return findStaffMember(context, id);
  }

  @Authorized<Rule>('staff.write')
  @Mutation(() => UpdateStaffMemberResult, {
    description:
      "Saves a staff member's name, address and role. With a new address they are signed out, and a link goes there.",
  })
  async updateStaffMember(
    @Arg('input', () => UpdateStaffMemberInput, { description: 'The details.' }) input: UpdateStaffMemberInput,
    @Ctx() context: Context,
  ): Promise<typeof UpdateStaffMemberResult> {
    const staffMemberId = readId(input.staffMemberId, 'staff member');
    const result = await updateStaffMember(context.stores, await context.requireStaff(), { ...input, staffMemberId });
    if (result.outcome === 'edited-meanwhile') return editedMeanwhile(result.version);
    if (result.outcome === 'last-owner') return lastOwner();
    return findStaffMember(context, staffMemberId);
  }

  @Authorized<Rule>('staff.write')
  @Mutation(() => RemoveStaffMemberResult, {
    description: 'Removes a staff member. They are signed out everywhere and their links stop working, at once.',
  })
  async removeStaffMember(
    @Arg('input', () => StaffMemberInput, { description: 'Whom.' }) input: StaffMemberInput,
    @Ctx() context: Context,
  ): Promise<typeof RemoveStaffMemberResult> {
    const id = readId(input.staffMemberId, 'staff member');
    const removed = await removeStaffMember(context.stores, await context.requireStaff(), id);
    return removed ? findStaffMember(context, id) : lastOwner();
  }

  @Authorized<Rule>('staff.write')
  @Mutation(() => StaffMemberType, {
    description: 'Brings a removed staff member back, with the role they had. They sign in with a new link.',
  })
  async restoreStaffMember(
    @Arg('input', () => StaffMemberInput, { description: 'Whom.' }) input: StaffMemberInput,
    @Ctx() context: Context,
  ): Promise<StaffMemberType> {
    const id = readId(input.staffMemberId, 'staff member');
    await restoreStaffMember(context.stores, await context.requireStaff(), id);
    return findStaffMember(context, id);
  }

  @Authorized<Rule>('staff.write')
  @Mutation(() => StaffMemberType, {
    description: 'Mails a staff member a link to the workspace. An older link of theirs stops working.',
  })
  async inviteStaffMember(
    @Arg('input', () => StaffMemberInput, { description: 'Whom.' }) input: StaffMemberInput,
    @Ctx() context: Context,
  ): Promise<StaffMemberType> {
    const id = readId(input.staffMemberId, 'staff member');
    await inviteStaffMember(context.stores, await context.requireStaff(), id);
    return findStaffMember(context, id);
  }
}
