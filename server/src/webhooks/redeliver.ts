import { badInput, notFound } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { WebhookDeliveryStore } from './webhook-delivery.store.ts';
import type { WebhookEndpointStore } from './webhook-endpoint.store.ts';
import { testEvent } from './webhook-events.ts';

interface Dependencies {
  webhookEndpoints: WebhookEndpointStore;
  webhookDeliveries: WebhookDeliveryStore;
}

/**
 * Sends a test event.
 *
 * @returns the delivery's id.
 * @throws Fault NOT_FOUND, or BAD_USER_INPUT when the endpoint is off.
 */
export async function sendTestEvent(
  { webhookEndpoints, webhookDeliveries }: Dependencies,
  { practiceId }: StaffSession,
  endpointId: string,
): Promise<string> {
  await requireActive(webhookEndpoints, practiceId, endpointId);
  const id = newId();
  const payload = { type: testEvent, timestamp: new Date().toISOString(), data: { practiceId } };
  await webhookDeliveries.addTest(practiceId, id, endpointId, payload);
  return id;
}

/**
 * Sends a delivery again, with the same id and body. One that is waiting for its next try stays as it is.
 *
 * @throws Fault NOT_FOUND, or BAD_USER_INPUT when the endpoint is off.
 */
export async function redeliver(
  { webhookEndpoints, webhookDeliveries }: Dependencies,
  { practiceId }: StaffSession,
  deliveryId: string,
): Promise<void> {
  const delivery = await webhookDeliveries.find(practiceId, deliveryId);
  if (!delivery) throw notFound('delivery');
  await requireActive(webhookEndpoints, practiceId, delivery.endpointId);
  await webhookDeliveries.sendAgain(practiceId, deliveryId);
}

async function requireActive(webhookEndpoints: WebhookEndpointStore, practiceId: string, id: string): Promise<void> {
  const endpoint = await webhookEndpoints.find(practiceId, id);
  if (!endpoint) throw notFound('webhook');
  if (!endpoint.active) throw badInput('webhookEndpointId', 'This webhook is off. Switch it on first.');
}
