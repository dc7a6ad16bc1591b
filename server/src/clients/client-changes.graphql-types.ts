import { createUnionType, Field, ID, InputType, Int } from 'type-graphql';
import { EditedMeanwhile } from '../practice/practice.graphql-types.ts';
import { ClientType } from './clients.graphql-types.ts';

export const UpdateClientResult = createUnionType({
  name: 'UpdateClientResult',
  description: 'What became of the changes.',
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
