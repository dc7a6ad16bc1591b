import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import { isTime, readCursor, readPageSize, toConnection, writeCursor } from '../http/pagination.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';
import type { DeliveryState } from './webhook-delivery.ts';
import { webhookSecret } from './webhook-secret.ts';
import {
  toWebhookDelivery,
  toWebhookEndpoint,
  WebhookDeliveryConnection,
  WebhookDeliveryStateEnum,
  WebhookEndpointType,
} from './webhooks.graphql-types.ts';

@Resolver(() => WebhookEndpointType)
export class WebhookQueries {
  @Authorized<Rule>('webhooks.manage')
  @Query(() => [WebhookEndpointType], { description: "Your practice's webhooks, the oldest first." })
  async webhookEndpoints(@Ctx() context: Context): Promise<WebhookEndpointType[]> {
    const { practiceId } = await context.requireStaff();
    return (await context.stores.webhookEndpoints.list(practiceId)).map(toWebhookEndpoint);
  }

  @Authorized<Rule>('webhooks.manage')
  @Query(() => WebhookEndpointType, {
    nullable: true,
    description: 'A webhook of your practice; NOT_FOUND for any other id.',
  })
  async webhookEndpoint(
    @Arg('id', () => ID, { description: "The webhook's id." }) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointType> {
    return findWebhookEndpoint(context, id);
  }

  @Authorized<Rule>('webhooks.manage')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The secret that signs what is sent (Standard Webhooks, `whsec_…`); null when the key that it came from was taken out of the configuration, and a new secret has to be made.',
  })
  secret(@Root() { row }: WebhookEndpointType, @Ctx() context: Context): string | null {
    return webhookSecret(context.stores.webhookHash, row) ?? null;
  }

  @Authorized<Rule>('webhooks.manage')
  @FieldResolver(() => WebhookDeliveryConnection, { description: 'What was sent, newest first.' })
  async deliveries(
    @Root() { row }: WebhookEndpointType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 when left out.' })
    first: number | undefined,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on from.' }) after: string | undefined,
    @Arg('state', () => WebhookDeliveryStateEnum, { nullable: true, description: 'Only those in this state.' })
    state: DeliveryState | undefined,
    @Ctx() context: Context,
  ): Promise<WebhookDeliveryConnection> {
    const count = readPageSize(first, 20);
    const [at, id] = readCursor(after, [isTime, isId]) ?? [];
    const before = at !== undefined && id !== undefined ? { at, id } : undefined;
    const { webhookDeliveries } = context.stores;
    const page = { first: count + 1, before };
    const rows = await webhookDeliveries.list(row.practiceId, row.id, state ?? undefined, page);
    return toConnection(
      rows,
      { first: count, after: after ?? undefined },
      ({ createdAt, id: last }) => writeCursor([createdAt.toISOString(), last]),
      toWebhookDelivery,
    );
  }
}

/** @throws Fault NOT_FOUND */
export async function findWebhookEndpoint(context: Context, id: string): Promise<WebhookEndpointType> {
  const { practiceId } = await context.requireStaff();
  const found = await context.stores.webhookEndpoints.find(practiceId, readId(id, 'webhook'));
  if (!found) throw notFound('webhook');
  return toWebhookEndpoint(found);
}
