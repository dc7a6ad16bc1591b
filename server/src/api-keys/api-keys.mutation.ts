import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { notFound } from '../lib/fault.ts';
import {
  ApiKeyType,
  CreateApiKeyInput,
  CreatedApiKeyType,
  RevokeApiKeyInput,
  toApiKey,
} from './api-keys.graphql-types.ts';
import { createApiKey } from './create-api-key.ts';
import { revokeApiKey } from './revoke-api-key.ts';

@Resolver()
export class ApiKeyMutations {
  @Authorized<Rule>('api-keys.write')
  @Mutation(() => CreatedApiKeyType, { description: 'Makes an API key. Its text is in this answer and never again.' })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'Its name, and what it may do.' }) input: CreateApiKeyInput,
    @Ctx() context: Context,
  ): Promise<CreatedApiKeyType> {
    const { id, token } = await createApiKey(context.stores, await context.requireStaff(), input);
    return { token, apiKey: await findApiKey(context, id) };
  }

  @Authorized<Rule>('api-keys.write')
  @Mutation(() => ApiKeyType, {
    description: 'Revokes an API key for good; its next request is refused. No error when it was revoked before.',
  })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) input: RevokeApiKeyInput,
    @Ctx() context: Context,
  ): Promise<ApiKeyType> {
    const id = readId(input.apiKeyId, 'API key');
    await revokeApiKey(context.stores, await context.requireStaff(), id);
    return findApiKey(context, id);
  }
}

async function findApiKey(context: Context, id: string): Promise<ApiKeyType> {
  const { practiceId } = await context.requireStaff();
  const key = await context.stores.apiKeys.find(practiceId, id);
  if (!key) throw notFound('API key');
  return toApiKey(key);
}
