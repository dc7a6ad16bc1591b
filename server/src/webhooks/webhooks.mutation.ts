import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { notFound } from '../lib/fault.ts';
import { removeWebhookEndpoint, rotateWebhookSecret, updateWebhookEndpoint } from './change-webhook-endpoint.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint.ts';
import { redeliver, sendTestEvent } from './redeliver.ts';
import {
  CreateWebhookEndpointInput,
  RedeliverInput,
  RemovedWebhookEndpoint,
  toWebhookDelivery,
  UpdateWebhookEndpointInput,
  WebhookDeliveryType,
  WebhookEndpointInput,
  WebhookEndpointType,
} from './webhooks.graphql-types.ts';
import { findWebhookEndpoint } from './webhooks.query.ts';

@Resolver()
export class WebhookMutations {
  @Authorized<Rule>('webhooks.manage')
  @Mutation(() => WebhookEndpointType, { description: 'Tells another system what happens from now on.' })
  async createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, { description: 'Where, and what.' })
    input: CreateWebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointType> {
    const id = await createWebhookEndpoint(context.stores, await context.requireStaff(), input);
    return findWebhookEndpoint(context, id);
  }

  @Authorized<Rule>('webhooks.manage')
  @Mutation(() => WebhookEndpointType, { description: 'Changes a webhook, or switches it on or off.' })
  async updateWebhookEndpoint(
    @Arg('input', () => UpdateWebhookEndpointInput, { description: 'Which, and what to change.' })
    input: UpdateWebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointType> {
    const id = readId(input.webhookEndpointId, 'webhook');
    await updateWebhookEndpoint(context.stores, await context.requireStaff(), id, input);
    return findWebhookEndpoint(context, id);
  }

  @Authorized<Rule>('webhooks.manage')
  @Mutation(() => RemovedWebhookEndpoint, { description: 'Removes a webhook together with its log.' })
  async removeWebhookEndpoint(
    @Arg('input', () => WebhookEndpointInput, { description: 'Which.' }) input: WebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<RemovedWebhookEndpoint> {
    const id = readId(input.webhookEndpointId, 'webhook');
    await removeWebhookEndpoint(context.stores, await context.requireStaff(), id);
    return { id };
  }

  @Authorized<Rule>('webhooks.manage')
  @Mutation(() => WebhookEndpointType, {
    description: 'Makes a new secret. The one before also signs for 24 hours, so that the receiver has time to change.',
  })
  async rotateWebhookSecret(
    @Arg('input', () => WebhookEndpointInput, { description: 'Whose.' }) input: WebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointType> {
    const id = readId(input.webhookEndpointId, 'webhook');
    await rotateWebhookSecret(context.stores, await context.requireStaff(), id);
    return findWebhookEndpoint(context, id);
  }

  @Authorized<Rule>('webhooks.manage')
  @Mutation(() => WebhookDeliveryType, { description: 'Sends the event "webhook.test", to see that it arrives.' })
  async sendTestEvent(
    @Arg('input', () => WebhookEndpointInput, { description: 'To which webhook.' }) input: WebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<WebhookDeliveryType> {
    const endpointId = readId(input.webhookEndpointId, 'webhook');
    const id = await sendTestEvent(context.stores, await context.requireStaff(), endpointId);
    return findDelivery(context, id);
  }

  @Authorized<Rule>('webhooks.manage')
  @Mutation(() => WebhookDeliveryType, {
    description: 'Sends a delivery again, with the same id and body. One that is being sent stays as it is.',
  })
  async redeliver(
    @Arg('input', () => RedeliverInput, { description: 'Which delivery.' }) input: RedeliverInput,
    @Ctx() context: Context,
  ): Promise<WebhookDeliveryType> {
    const id = readId(input.webhookDeliveryId, 'delivery');
    await redeliver(context.stores, await context.requireStaff(), id);
    return findDelivery(context, id);
  }
}

async function findDelivery(context: Context, id: string): Promise<WebhookDeliveryType> {
  const { practiceId } = await context.requireStaff();
  const delivery = await context.stores.webhookDeliveries.find(practiceId, id);
  if (!delivery) throw notFound('delivery');
  return toWebhookDelivery(delivery);
}
