import { GraphQLDateTime } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../http/page-info.graphql-types.ts';
import { formatPhone } from '../lib/phone.ts';
import { EditedMeanwhile } from '../practice/practice.graphql-types.ts';
import { SignInMethodEnum } from '../sessions/session.graphql-types.ts';
import type { SignInMethod } from '../sessions/session.ts';
import type { ClientFilter, ClientSort } from './client-list.ts';
import type { Client } from './client.store.ts';
import type { PortalAccess } from './portal-access.store.ts';
import type { Relationship } from './portal-access.ts';

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

@ObjectType('Client', { description: 'A person in care at the practice; the record, not the login.' })
export class ClientType {
  @Field(() => ID, { description: "The client's id." })
  id!: string;

  @Field(() => Int, { description: 'Rises with every change; `updateClient` wants the one that was read.' })
  version!: number;

  @Field(() => String, { description: 'The first name.' })
  firstName!: string;

  @Field(() => String, { description: 'The last name.' })
  lastName!: string;

  @Field(() => String, { description: 'First and last name.' })
  name!: string;

  /** As stored (E.164); the practice's country decides how it is formatted. */
  storedPhone!: string | null;

  @Field(() => String, { nullable: true, description: 'Their phone, for a link that dials.' })
  phoneUri!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The practice\'s own number for this client, such as "EHR-1042"; unique there, 40 characters at most.',
  })
  reference!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when the client is archived. Nobody sees an archived client in the portal.',
  })
  archivedAt!: Date | null;
}

export function toClient(client: Client): ClientType {
  const { id, version, firstName, lastName, reference, archivedAt, phone: storedPhone } = client;
  const shown = { id, version, firstName, lastName, reference, archivedAt, storedPhone };
  const name = `${firstName} ${lastName}`;
  return Object.assign(new ClientType(), { ...shown, name, phoneUri: formatPhone(storedPhone).phoneUri });
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

export const ClientFilterEnum = {
  NO_ADDRESS: 'no-address',
  NEVER_INVITED: 'never-invited',
  NEVER_SIGNED_IN: 'never-signed-in',
  BOUNCED: 'bounced',
  ACCESS_OFF: 'access-off',
} as const satisfies Record<string, ClientFilter>;
registerEnumType(ClientFilterEnum, {
  name: 'ClientFilter',
  description: 'Which clients of the list need something done.',
  valuesConfig: {
    NO_ADDRESS: { description: 'Nobody has access for them.' },
    NEVER_INVITED: { description: 'Somebody whose access is on was never invited.' },
    NEVER_SIGNED_IN: { description: 'Somebody was invited, and nobody ever signed in for them.' },
    BOUNCED: { description: 'The last mail to one of their addresses came back.' },
    ACCESS_OFF: { description: "Somebody's access is off." },
  },
});

export const ClientSortEnum = {
  NAME: 'name',
  LAST_SIGN_IN: 'last-sign-in',
  INVITATION: 'invitation',
  ADDED: 'added',
} as const satisfies Record<string, ClientSort>;
registerEnumType(ClientSortEnum, {
  name: 'ClientSort',
  description: 'What the list of clients is in the order of.',
  valuesConfig: {
    NAME: { description: 'Last name, first name.' },
    LAST_SIGN_IN: { description: 'The last sign-in of any address that sees the client; never comes before ever.' },
    INVITATION: { description: 'The last invitation of any of them; never comes before ever.' },
    ADDED: { description: 'When the client was added.' },
  },
});

@ObjectType({ description: 'One line of the list of clients.' })
export class ClientEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string;

  @Field(() => ClientType, { description: 'The client.' })
  node!: ClientType;
}

@ObjectType({ description: "A page of the practice's clients." })
export class ClientConnection {
  @Field(() => [ClientEdge], { description: 'The lines.' })
  edges!: ClientEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  /** Not in the schema: counts all that match, when someone asks. */
  count!: () => Promise<number>;
}

export const UpdateClientResult = createUnionType({
  name: 'UpdateClientResult',
  description: 'What became of the changes.',
  types: () => [ClientType, EditedMeanwhile] as const,
});

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

@InputType({ description: 'A new client.' })
export class CreateClientInput {
  @Field(() => String, { description: 'The first name, 100 characters at most.' })
  firstName!: string;

  @Field(() => String, { description: 'The last name, 100 characters at most.' })
  lastName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'As people write it, such as "(617) 555-0134", or with + and country code.',
  })
  phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The practice\'s own number for this client, such as "EHR-1042"; unique there, 40 characters at most.',
  })
  reference?: string | null;
}

@InputType({ description: "A client's details; all of them are replaced." })
export class UpdateClientInput extends CreateClientInput {
  @Field(() => ID, { description: 'Which client.' })
  clientId!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  version!: number;
}

@InputType({ description: 'Which client to archive or bring back.' })
export class ArchiveClientInput {
  @Field(() => ID, { description: 'Which client.' })
  clientId!: string;

  @Field(() => Boolean, { defaultValue: true, description: 'False brings the client back.' })
  archived!: boolean;
}

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
