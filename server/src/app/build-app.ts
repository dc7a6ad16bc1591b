import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { serveActivityCsv } from '../activity/activity-csv.route.ts';
import { spendBudget } from '../api-keys/spend-budget.ts';
import { createApp } from '../http/app.ts';
import { Context } from '../http/context.ts';
import { serveExplorer } from '../http/explorer.route.ts';
import { serveGraphql } from '../http/graphql.ts';
import { serveHealth } from '../http/health.route.ts';
import { servePages } from '../http/pages.route.ts';
import { serveImports } from '../imports/imports.route.ts';
import type { Config } from '../lib/config.ts';
import { registerMailbox } from '../mail/mailbox.route.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { registerResendWebhook } from '../mail/resend-webhook.route.ts';
import { servePortalGuide } from '../practice/portal-guide.route.ts';
import { toPortal } from '../practice/practice.graphql-types.ts';
import { createContextParts } from './context-parts.ts';
import { readiness } from './readiness.ts';
import { createSchema } from './schema.ts';
import type { Stores } from './stores.ts';

/** The dependencies of the server. */
export interface AppParts {
  config: Config;
  stores: Stores;
  logger: Logger;
  mailbox: Mailbox | undefined;
  /** The folder of the built web application; without one, only the API is served. */
  pages: string | undefined;
}

/** Builds the server with every route: health, the API, the slices' own, and the pages. It does not listen yet. */
export async function buildApp({ config, stores, logger, mailbox, pages }: AppParts): Promise<FastifyInstance> {
  const { publicOrigin } = config;
  const app = await createApp(config, logger);
  const parts = createContextParts(stores, config);
  const openContext = (request: FastifyRequest, reply: FastifyReply) => new Context(parts, request, reply);

  const spend = async (context: Context, reply: FastifyReply, points: number) => {
    const key = await context.keySession();
    if (!key) return;
    const headers = new Map<string, string>();
    try {
      await spendBudget(stores.apiKeys, key, points, headers);
    } finally {
      void reply.headers(Object.fromEntries(headers));
    }
  };

  serveHealth(app, readiness(stores, logger));
  await serveGraphql(app, {
    schema: await createSchema(),
    contextFor: (request, reply, options) => new Context(parts, request, reply, options),
    spendBudget: (key, points, headers) => spendBudget(stores.apiKeys, key, points, headers),
    idempotency: stores.idempotency,
    introspection: config.introspection,
    explorer: config.explorer && pages !== undefined,
  });
  serveActivityCsv(app, openContext, spend);
  await serveImports(app, openContext, spend);
  servePortalGuide(app, { practices: stores.practices, publicOrigin });
  const { webhookSecret } = config.mail.resend;
  if (webhookSecret) await registerResendWebhook(app, { mails: stores.mails, webhookSecret, logger });
  if (mailbox) registerMailbox(app, { mailbox, publicOrigin });
  if (pages && config.explorer) await serveExplorer(app, pages);
  if (pages) {
    const findPortal = async (slug: string) => {
      const portal = await stores.practices.findPortal(slug);
      return portal && toPortal(portal, publicOrigin);
    };
    await servePages(app, { findPortal, folder: pages });
  }
  return app;
}
