import { GraphQLDateTime } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { EditedMeanwhile } from '../practice/practice.graphql-types.ts';
import { type Permission, permissionsOf, permissionTexts, type Role, roles } from '../permissions/permissions.ts';
import type { StaffMember } from './staff.store.ts';
import { PermissionEnum, RoleEnum } from './staff.query.ts';

@ObjectType('StaffMember', { description: 'Someone who works at the practice, or did.' })
export class StaffMemberType {
  @Field(() => ID, { description: "The staff member's id." })
  id!: string;

  @Field(() => Int, { description: 'Rises with every change; `updateStaffMember` wants the one that was read.' })
  version!: number;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => String, { description: 'The address that staff links go to.' })
  email!: string;

  @Field(() => RoleEnum, { description: 'What they are at the practice.' })
  role!: Role;

  @Field(() => GraphQLDateTime, { description: 'Since when they are on the list.' })
  addedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When they were removed; null while they work here.' })
  removedAt!: Date | null;
}

/** A staff member as the API shows them. */
export function toStaffMember({ id, version, name, email, role, createdAt, removedAt }: StaffMember): StaffMemberType {
  return Object.assign(new StaffMemberType(), { id, version, name, email, role, addedAt: createdAt, removedAt });
}

@ObjectType('LastOwner', {
  description:
    'Returned when the practice would be left without an owner. Nothing was changed: make another one first.',
})
export class LastOwner {
  @Field(() => String, { description: 'What to do, in plain words.' })
  message!: string;
}

export const lastOwner = (): LastOwner =>
  Object.assign(new LastOwner(), {
    message: 'A practice needs an owner, and there is no other one. Make someone else an owner first.',
  });

export const UpdateStaffMemberResult = createUnionType({
  name: 'UpdateStaffMemberResult',
  description: 'What became of the changes.',
  types: () => [StaffMemberType, EditedMeanwhile, LastOwner] as const,
});

export const RemoveStaffMemberResult = createUnionType({
  name: 'RemoveStaffMemberResult',
  description: 'What became of the removal.',
  types: () => [StaffMemberType, LastOwner] as const,
});

@InputType({ description: 'Who shall work at the practice.' })
export class AddStaffMemberInput {
  @Field(() => String, { description: 'The name, 100 characters at most.' })
  name!: string;

  @Field(() => String, { description: 'Where the link to the workspace goes, at once.' })
  email!: string;

  @Field(() => RoleEnum, { description: 'What they shall be.' })
  role!: Role;
}

@InputType({ description: 'Everything about a staff member; all of it is replaced.' })
export class UpdateStaffMemberInput extends AddStaffMemberInput {
  @Field(() => ID, { description: 'Who.' })
  staffMemberId!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  version!: number;
}

@InputType({ description: 'A staff member of your practice.' })
export class StaffMemberInput {
  @Field(() => ID, { description: 'Who.' })
  staffMemberId!: string;
}

@ObjectType('PermissionRow', { description: 'One line of the table of who may do what.' })
export class PermissionRow {
  @Field(() => PermissionEnum, { description: 'The permission.' })
  permission!: Permission;

  @Field(() => String, { description: 'What it lets one do, in plain words.' })
  text!: string;

  @Field(() => [RoleEnum], { description: 'The roles that have it.' })
  roles!: Role[];
}

/** The table of who may do what, as the API shows it. */
export const permissionRows = (): PermissionRow[] =>
  Object.entries(permissionTexts).map(([name, text]) => {
    const permission = name as Permission;
    return { permission, text, roles: roles.filter((role) => permissionsOf[role].includes(permission)) };
  });
