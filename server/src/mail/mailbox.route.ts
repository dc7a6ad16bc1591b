import type { FastifyInstance, FastifyReply } from 'fastify';
import { isId } from '../lib/ids.ts';
import { mailPolicy, mailboxPage, mailboxPolicy, mailboxScript, mailboxStyle, previewPage } from './mailbox-page.ts';
import type { Mailbox } from './mailbox.ts';
import { sampleMail, samples } from './sample-mails.ts';

/**
 * The local mailbox in the browser: `/mailbox`, `/mailbox.json`, one mail as HTML, and a preview of
 * every kind of mail. Never in production: it shows every link to everyone.
 */
export function registerMailbox(
  app: FastifyInstance,
  { mailbox, publicOrigin }: { mailbox: Mailbox; publicOrigin: string },
): void {
  app.get('/mailbox', async (_request, reply) => html(reply, mailboxPage(await mailbox.list()), mailboxPolicy));
  app.get('/mailbox.json', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(await mailbox.list()),
  );
  app.get('/mailbox/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(mailboxStyle));
  app.get('/mailbox/refresh.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(mailboxScript),
  );

  app.get('/mailbox/preview', async (_request, reply) => {
    const mails = samples.map(async (sample) => ({
      name: sample.name,
      ...(await sampleMail(sample, publicOrigin)),
    }));
    return html(reply, previewPage(await Promise.all(mails)), mailboxPolicy);
  });

  app.get<{ Params: { name: string } }>('/mailbox/preview/:name', async (request, reply) => {
    const sample = samples.find(({ name }) => name === request.params.name);
    if (!sample) return reply.callNotFound();
    const mail = await sampleMail(sample, publicOrigin);
    return html(reply, mail.html, mailPolicy(mail.html));
  });

  app.get<{ Params: { file: string } }>('/mailbox/:file', async (request, reply) => {
    const [id = '', ending] = request.params.file.split('.', 2);
    const mail = ending === 'html' && isId(id) ? await mailbox.find(id.toLowerCase()) : undefined;
    return mail ? html(reply, mail.html, mailPolicy(mail.html)) : reply.callNotFound();
  });
}

function html(reply: FastifyReply, document: string, policy: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
    .type('text/html; charset=utf-8')
    .send(document);
}
