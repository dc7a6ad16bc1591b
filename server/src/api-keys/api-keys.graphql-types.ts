import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ApiKey } from './api-key.store.ts';
import { type Scope, scopeTexts } from '../permissions/scopes.ts';

const ScopeEnum = {
  CLIENTS_READ: 'clients:read',
  CLIENTS_WRITE: 'clients:write',
  INVITATIONS_SEND: 'invitations:send',
  PINS_GENERATE: 'pins:generate',
  ACTIVITY_READ: 'activity:read',
  PRACTICE_READ: 'practice:read',
  PRACTICE_WRITE: 'practice:write',
  WEBHOOKS_MANAGE: 'webhooks:manage',
} as const satisfies Record<string, Scope>;
registerEnumType(ScopeEnum, {
  name: 'ApiKeyScope',
  description: 'Something that an API key may do. It may do nothing that its scopes do not name.',
  valuesConfig: Object.fromEntries(
    Object.entries(ScopeEnum).map(([name, scope]) => [name, { description: scopeTexts[scope] }]),
  ),
});

@ObjectType('ApiKey', {
  description: "A program's key to this API. It acts for the practice, under its own name in the record.",
})
export class ApiKeyType {
  @Field(() => ID, { description: "The key's id; no secret." })
  id!: string;

  @Field(() => String, { description: 'What the practice calls it, and what the record says acted.' })
  name!: string;

  @Field(() => String, { description: 'How the key begins, such as "plk_ab12", to tell which one it is.' })
  tokenStart!: string;

  @Field(() => [ScopeEnum], { description: 'What it may do.' })
  scopes!: Scope[];

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, { description: 'The owner who made it.' })
  createdBy!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends by itself; null for never.' })
  expiresAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether that time is over.' })
  expired!: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was revoked; null while it was not.' })
  revokedAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was last used, true to the minute; null for never.',
  })
  lastUsedAt!: Date | null;
}

/** A key as the API shows it. */
export const toApiKey = (key: ApiKey): ApiKeyType => Object.assign(new ApiKeyType(), key);

@ObjectType('CreatedApiKey', { description: 'A new key, with its text.' })
export class CreatedApiKeyType {
  @Field(() => String, {
    description: 'The key itself, for `Authorization: Bearer …`. It is shown this once and kept nowhere.',
  })
  token!: string;

  @Field(() => ApiKeyType, { description: 'What is known of it from now on.' })
  apiKey!: ApiKeyType;
}

@InputType({ description: 'A new API key.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What to call it, such as "Web site"; 60 characters at most.' })
  name!: string;

  @Field(() => [ScopeEnum], { description: 'What it may do; at least one.' })
  scopes!: Scope[];

  @Field(() => Int, { nullable: true, description: 'After how many days it ends, 3650 at most; never when left out.' })
  expiresInDays?: number | null;
}

@InputType({ description: 'A key to revoke.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'Which key.' })
  apiKeyId!: string;
}
