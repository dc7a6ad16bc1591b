import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Resend } from 'resend';
import { recordDeliveryEvent } from './delivery-events.ts';
import type { MailStore } from './mail.store.ts';
import { parseResendEvent } from './resend-events.ts';

/**
 * `POST /webhooks/resend`: Resend's events about mails. The signature covers the body and a time, which may
 * differ by five minutes; a request that is replayed in that time changes nothing.
 */
export async function registerResendWebhook(
  app: FastifyInstance,
  dependencies: { mails: MailStore; webhookSecret: string; logger: Logger },
): Promise<void> {
  // Verifying a signature calls no API; the constructor only requires a key.
  const { webhooks } = new Resend('unused');
  await app.register(async (scope) => {
    // The signature covers the raw bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: 256 * 1024 },
      (_request, body, done) => done(null, body),
    );
    scope.post('/webhooks/resend', async (request, reply) => {
      const header = (name: string) => String(request.headers[name] ?? '');
      let payload: unknown;
      try {
        payload = webhooks.verify({
          payload: typeof request.body === 'string' ? request.body : '',
          headers: { id: header('svix-id'), timestamp: header('svix-timestamp'), signature: header('svix-signature') },
          webhookSecret: dependencies.webhookSecret,
        });
      } catch {
        return reply.code(401).send({ error: 'The signature does not match.' });
      }
      const event = parseResendEvent(payload);
      if (event) await recordDeliveryEvent(dependencies, event);
      // Also for other events: Resend repeats whatever is not answered with 2xx.
      return reply.code(200).send({});
    });
  });
}
