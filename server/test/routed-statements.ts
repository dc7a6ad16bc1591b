import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { routingOf } from './practice-routing.ts';

/** The tables that are distributed by another column than `practice_id`, or not at all (null). */
const otherKeys = {
  practice: 'id',
  portal_address: null,
  migrations: null,
  scheduled_task: null,
  secret_key_check: null,
  staff_link_request: null,
};

/**
 * The statements that may look at more than one practice, with the reason; docs/scale.md lists them.
 * Every other statement is bound to one.
 */
export const unroutedStatements: Readonly<Record<string, string>> = {
  'client-import.discover': 'Names the imports that are due.',
  'invitation-batch.discover': 'Names the batches that are due.',
  'mail.discover': 'Names the mails that are due.',
  'mail.discover-invitations': 'Names the invitations that are due.',
  'mail.find-by-provider-id': 'An event of the mail service names a mail by the id that the service gave it.',
  'sign-in-request.discover': 'Names the requests that wait for an answer.',
  'staff.find-by-email': 'Staff sign in with an address alone, which may be known at several practices.',
  'webhook-delivery.discover': 'Names the deliveries that are due.',
  'webhook-delivery.discover-events': 'Names the practices that may have new events for webhooks.',
};

/** Why a statement cannot be routed to one machine by its practice; undefined when it can. */
export function whyUnrouted(text: string): string | undefined {
  const { by, unbound } = routingOf(text, otherKeys);
  if (unbound.length > 0) return `no practice for ${unbound.join(', ')}`;
  return by.length > 1 ? `several practices: ${by.join(', ')}` : undefined;
}

const unchecked = new AsyncLocalStorage<true>();

/** Runs SQL that a test brings itself, which may read every practice. */
export const withoutRoutingCheck = <Result>(work: () => Promise<Result>): Promise<Result> => unchecked.run(true, work);

const routed = new Set<string>();

/** Refuses, from now on, every statement of the product that is not bound to one practice and not on the list. */
export function refuseUnroutedStatements(): void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function checked(this: pg.Client, ...args: unknown[]): unknown {
    const [asked] = args as [string | { name?: string; text?: string }];
    const { name = '', text = '' } = typeof asked === 'string' ? { text: asked } : asked;
    if (isOfProduct(this) && !unchecked.getStore() && !(name in unroutedStatements) && !routed.has(text)) {
      const why = whyUnrouted(text);
      if (why) throw new Error(`a statement is not bound to one practice (${why}): ${name} ${text}`);
      routed.add(text);
    }
    return Reflect.apply(query, this, args);
  } as typeof query;
}

/** A test may open a database that has none of the product's tables. */
const isOfProduct = ({ database }: pg.Client): boolean => database?.startsWith('porchlight') ?? true;
