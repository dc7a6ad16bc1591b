import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const { PORCHLIGHT_URL = 'http://localhost:4000/graphql', PORCHLIGHT_KEY } = process.env;

/** What the API refused; `code` says why, and `extensions` what belongs to it. */
export class Refused extends Error {
  constructor({ message, extensions }) {
    super(message);
    this.code = extensions?.code;
    this.extensions = extensions;
  }
}

/**
 * Sends one operation and gives its data. With an API key, what may not have arrived is sent again,
 * under the same Idempotency-Key: a mutation acts once, however often it is sent.
 */
export async function call(query, variables = {}) {
  const headers = {
    'content-type': 'application/json',
    ...(PORCHLIGHT_KEY && { authorization: `Bearer ${PORCHLIGHT_KEY}`, 'idempotency-key': randomUUID() }),
  };
  const body = JSON.stringify({ query, variables });
  for (let tries = 1; ; tries++) {
    try {
      const response = await fetch(PORCHLIGHT_URL, { method: 'POST', headers, body });
      const { data, errors } = await response.json();
      if (!errors) return data;
      throw new Refused(errors[0]);
    } catch (error) {
      const again = !(error instanceof Refused) || ['TOO_MANY_REQUESTS', 'INTERNAL_SERVER_ERROR'].includes(error.code);
      if (!PORCHLIGHT_KEY || !again || tries === 5) throw error;
      await wait(1000 * (error.extensions?.retryAfterSeconds ?? 2 ** tries));
    }
  }
}
