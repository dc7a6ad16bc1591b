import {
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { PracticeType, toPractice } from '../practice/practice.graphql-types.ts';
import { DeviceType, SessionLifeType, toDevice, toSessionLife } from '../sessions/session.graphql-types.ts';
import type { StaffBrowserSession } from '../sessions/session.ts';
import { type Permission, permissionTexts, type Role } from '../permissions/permissions.ts';

export const RoleEnum = { OWNER: 'owner', CLINICIAN: 'clinician', FRONT_DESK: 'front-desk' } as const satisfies Record<
  string,
  Role
>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a staff member is at the practice.',
  valuesConfig: {
    OWNER: { description: 'May do everything.' },
    CLINICIAN: { description: 'Works with clients, invitations and PINs; changes no settings.' },
    FRONT_DESK: { description: 'Sends invitations, makes PINs and corrects addresses.' },
  },
});

export const PermissionEnum = {
  CLIENTS_READ: 'clients.read',
  CLIENTS_WRITE: 'clients.write',
  ACCESS_WRITE: 'access.write',
  INVITATIONS_SEND: 'invitations.send',
  PINS_GENERATE: 'pins.generate',
  ACTIVITY_READ: 'activity.read',
  PRACTICE_READ: 'practice.read',
  PRACTICE_WRITE: 'practice.write',
  STAFF_WRITE: 'staff.write',
  WEBHOOKS_MANAGE: 'webhooks.manage',
  API_KEYS_WRITE: 'api-keys.write',
} as const satisfies Record<string, Permission>;
registerEnumType(PermissionEnum, {
  name: 'Permission',
  description: 'What a staff member may do; screens hide the rest, and the server refuses it.',
  valuesConfig: Object.fromEntries(
    Object.entries(PermissionEnum).map(([name, permission]) => [name, { description: permissionTexts[permission] }]),
  ),
});

@ObjectType('StaffViewer', { description: 'The staff member who is signed in here.' })
export class StaffViewerType {
  @Field(() => ID, { description: "The staff member's id." })
  id!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => String, { description: 'The address that staff links go to.' })
  email!: string;

  @Field(() => RoleEnum, { description: 'What they are at the practice.' })
  role!: Role;

  @Field(() => [PermissionEnum], { description: 'What they may do.' })
  permissions!: readonly Permission[];

  /** Not in the schema: the session this viewer was read from. */
  row!: StaffBrowserSession;
}

@Resolver(() => StaffViewerType)
export class StaffQueries {
  @Authorized<Rule>('anyone')
  @Query(() => StaffViewerType, { nullable: true, description: 'The staff member who is signed in here, or null.' })
  async staff(@Ctx() context: Context): Promise<StaffViewerType | null> {
    const row = await context.staffSession();
    if (!row) return null;
    const { staffMemberId: id, name, email, role, permissions } = row;
    return { id, name, email, role, permissions, row };
  }

  @FieldResolver(() => PracticeType, { description: 'Where they work.' })
  async practice(@Root() { row }: StaffViewerType, @Ctx() context: Context): Promise<PracticeType> {
    return toPractice(await context.stores.practices.get(row.practiceId), context.publicOrigin);
  }

  @FieldResolver(() => [DeviceType], { description: 'The browsers they are signed in with.' })
  async devices(@Root() { row }: StaffViewerType, @Ctx() context: Context): Promise<DeviceType[]> {
    const devices = await context.stores.sessions.listDevices('staff', row.practiceId, row.staffMemberId);
    return devices.map((device) => toDevice(device, row.sessionId));
  }

  @FieldResolver(() => SessionLifeType, { description: 'How long this session has left.' })
  session(@Root() { row }: StaffViewerType): SessionLifeType {
    return toSessionLife(row);
  }
}
