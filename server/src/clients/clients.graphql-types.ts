import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../http/page-info.graphql-types.ts';
import { formatPhone } from '../lib/phone.ts';
import type { ClientFilter, ClientSort } from './client-list.ts';
import type { Client } from './client.store.ts';

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
