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
      const { data, errors, error } = await response.json();
      if (response.ok && !errors) return data;
      // What never reached GraphQL says why in `error`. Faults of the server are worth another try.
      throw new Refused(
        errors?.[0] ?? { message: error ?? `HTTP ${response.status}`, extensions: { code: codeOf(response.status) } },
      );
    } catch (error) {
      const again = !(error instanceof Refused) || ['TOO_MANY_REQUESTS', 'INTERNAL_SERVER_ERROR'].includes(error.code);
      if (!PORCHLIGHT_KEY || !again || tries === 5) throw error;
      await wait(1000 * (error.extensions?.retryAfterSeconds ?? 2 ** tries));
    }
  }
}

const codeOf = (status) => (status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST');
