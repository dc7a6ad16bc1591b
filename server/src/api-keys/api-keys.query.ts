import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { ApiKeyType, toApiKey } from './api-keys.graphql-types.ts';

@Resolver()
export class ApiKeyQueries {
  @Authorized<Rule>('api-keys.write')
  @Query(() => [ApiKeyType], {
    description: "Your practice's API keys: those in use first, the newest first. Never their text.",
  })
  async apiKeys(@Ctx() context: Context): Promise<ApiKeyType[]> {
    const { practiceId } = await context.requireStaff();
    return (await context.stores.apiKeys.list(practiceId)).map(toApiKey);
  }

  @Authorized<Rule>('anyone')
  @Query(() => ApiKeyType, {
    nullable: true,
    description: 'The key that this request was sent with, to see that it works and what it may do; null without one.',
  })
  async apiKey(@Ctx() context: Context): Promise<ApiKeyType | null> {
    const session = await context.keySession();
    const key = session && (await context.stores.apiKeys.find(session.practiceId, session.staffMemberId));
    return key ? toApiKey(key) : null;
  }
}
