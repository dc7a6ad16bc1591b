import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Resend } from 'resend';
import { recordDeliveryEvent } from './delivery-events.ts';
import type { MailStore } from './mail.store.ts';
import { parseResendEvent } from './resend-events.ts';

/**
 * `POST /webhooks/resend`: what Resend tells about the mails it took. The signature covers the body
 * and a time, which may be five minutes off; a captured request that is sent again in that time
 * says what is known already, and changes nothing.
 */
export async function registerResendWebhook(
  app: FastifyInstance,
  dependencies: { mails: MailStore; webhookSecret: string; logger: Logger },
): Promise<void> {
  // Checking a signature asks nothing of Resend; the client only wants some key.
  const { webhooks } = new Resend('unused');
  await app.register(async (scope) => {
    // The signature is over the bytes as they came.
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
      // Also for what does not concern us: any other answer makes Resend send it again.
      return reply.code(200).send({});
    });
  });
}
