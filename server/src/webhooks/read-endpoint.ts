import { isIP } from 'node:net';
import { badInput } from '../lib/fault.ts';
import { readOptionalLine } from '../lib/read-text.ts';
import { isAllowedAddress, type WebhookTargets } from './allowed-address.ts';
import { type WebhookEvent, webhookEvents } from './webhook-events.ts';

const longestUrl = 2000;

/**
 * Validates an endpoint's URL. Its name is resolved only when a webhook is sent, each time.
 *
 * @throws Fault BAD_USER_INPUT
 */
export function readUrl(typed: string, { httpsOnly, allowedNetworks }: WebhookTargets): string {
  const text = typed.trim();
  const refuse = (message: string) => badInput('url', message);
  if (!URL.canParse(text) || text.length > longestUrl) {
    throw refuse('Please give a full web address, such as https://example.org/webhooks.');
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && (httpsOnly || url.protocol !== 'http:')) {
    throw refuse('The address has to begin with https://.');
  }
  if (url.username || url.password) throw refuse('Leave the user name and password out of the address.');
  if (url.hash) throw refuse('Leave out the part of the address that begins with #.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isAllowedAddress(host, allowedNetworks)) throw refuse(privateAddress);
  return url.href;
}

/** The message for every address that is not allowed. */
export const privateAddress = 'This address is not on the public internet.';

/** @throws Fault BAD_USER_INPUT */
export function readEvents(typed: readonly WebhookEvent[]): WebhookEvent[] {
  const events = webhookEvents.filter((event) => typed.includes(event));
  if (events.length === 0) throw badInput('events', 'Choose at least one event.');
  return events;
}

/** @throws Fault BAD_USER_INPUT */
export const readDescription = (typed: string | null | undefined): string | null =>
  readOptionalLine('description', 'description', typed, 100);
