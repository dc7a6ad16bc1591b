import { GraphQLDateTime } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EditedMeanwhile } from '../practice/practice.graphql-types.ts';
import { SignInMethodEnum } from '../sessions/session.graphql-types.ts';
import type { SignInMethod } from '../sessions/session.ts';
import type { PortalAccess } from './portal-access.store.ts';
import type { Relationship } from './portal-access.ts';
import { ClientType } from './clients.graphql-types.ts';

export const RelationshipEnum = {
  SELF: 'self',
  PARENT: 'parent',
  GUARDIAN: 'guardian',
  PARTNER: 'partner',
} as const satisfies Record<string, Relationship>;
registerEnumType(RelationshipEnum, {
  name: 'Relationship',
  description: 'Who the holder of an access is to the client.',
  valuesConfig: {
    SELF: { description: 'The client.' },
    PARENT: { description: 'A parent of the client.' },
    GUARDIAN: { description: 'A guardian of the client.' },
    PARTNER: { description: 'A partner of the client.' },
  },
});

@ObjectType('LastSignIn', { description: 'When an address last signed in, and how.' })
export class LastSignInType {
  @Field(() => GraphQLDateTime, { description: 'When.' })
  at!: Date;

  @Field(() => SignInMethodEnum, { description: 'How.' })
  method!: SignInMethod;

  @Field(() => String, { description: 'Which address.' })
  email!: string;
}

@ObjectType('PortalAccess', { description: 'The grant that lets one e-mail address see one client in the portal.' })
export class PortalAccessType {
  @Field(() => ID, { description: "The access's id." })
  id!: string;

  @Field(() => Int, { description: 'Rises with every change.' })
  version!: number;

  @Field(() => String, { description: "Who holds it: the client's own name for SELF." })
  person!: string;

  @Field(() => RelationshipEnum, { description: 'Who that is to the client.' })
  relationship!: Relationship;

  @Field(() => String, { description: 'The address that links go to, and that a PIN works together with.' })
  email!: string;

  @Field(() => Boolean, { description: 'Whether access is on.' })
  active!: boolean;

  /** Not in the schema: the row, for the field resolvers. */
  row!: PortalAccess;
}

export function toPortalAccess(row: PortalAccess): PortalAccessType {
  const { id, version, relationship, email, active } = row;
  return Object.assign(new PortalAccessType(), {
    id,
    version,
    relationship,
    email,
    active,
    person: row.person ?? row.clientName,
    row,
  });
}

@ObjectType('LivePin', {
  description: 'A PIN that can still be used. Its digits were shown once and are kept nowhere.',
})
export class LivePinType {
  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'Until when it works.' })
  expiresAt!: Date;

  @Field(() => String, { description: 'The staff member who made it.' })
  createdBy!: string;

  @Field(() => Int, { description: 'How many wrong tries there were.' })
  wrongTries!: number;

  @Field(() => Int, { description: 'How many tries are left; at 0 it is of no use any more.' })
  triesLeft!: number;
}

export const PortalAccessResult = createUnionType({
  name: 'PortalAccessResult',
  description: 'What became of the change of an access.',
  types: () => [PortalAccessType, EditedMeanwhile] as const,
});

export const RemovePortalAccessResult = createUnionType({
  name: 'RemovePortalAccessResult',
  description: 'The client without the access, or that it was changed meanwhile and is still there.',
  types: () => [ClientType, EditedMeanwhile] as const,
});

@InputType({ description: 'An address that shall see a client.' })
export class AddPortalAccessInput {
  @Field(() => ID, { description: 'Which client.' })
  clientId!: string;

  @Field(() => String, {
    description: 'The e-mail address, such as "jamie@client.example". Case and spaces around it do not count.',
  })
  email!: string;

  @Field(() => RelationshipEnum, { defaultValue: 'self', description: 'Who the holder is to the client.' })
  relationship!: Relationship;

  @Field(() => String, { nullable: true, description: "The holder's name; left out for SELF." })
  person?: string | null;
}

@InputType({ description: 'An access to switch.' })
export class SetPortalAccessInput {
  @Field(() => ID, { description: 'Which access.' })
  portalAccessId!: string;

  @Field(() => Boolean, { description: 'On or off.' })
  active!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was read; left out, it does not matter what others changed since.',
  })
  version?: number | null;
}

@InputType({ description: 'Who holds an access; all of it is replaced.' })
export class UpdatePortalAccessInput {
  @Field(() => ID, { description: 'Which access.' })
  portalAccessId!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  version!: number;

  @Field(() => RelationshipEnum, { description: 'Who the holder is to the client.' })
  relationship!: Relationship;

  @Field(() => String, { nullable: true, description: "The holder's name; left out for SELF." })
  person?: string | null;
}

@InputType({ description: 'An access to take away.' })
export class RemovePortalAccessInput {
  @Field(() => ID, { description: 'Which access.' })
  portalAccessId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was read; left out, it does not matter what others changed since.',
  })
  version?: number | null;
}

@InputType({ description: 'An access to move to another address.' })
export class ChangeAddressInput {
  @Field(() => ID, { description: 'Which access.' })
  portalAccessId!: string;

  @Field(() => String, { description: 'The new e-mail address.' })
  email!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was read; left out, it does not matter what others changed since.',
  })
  version?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Also for every other client that the old address sees.',
  })
  everyClient!: boolean;
}
