import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { escapeHtml } from '../lib/escape-html.ts';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { retryAfterSeconds } from './health.route.ts';

/** The dependencies of the pages. */
export interface PagesParts {
  /** The practice's data for a portal's page; undefined when no practice has the address. */
  findPortal(slug: string): Promise<{ name: string } | undefined>;
  /** The folder of the built web application. */
  folder: string;
}

/**
 * Serves the portal and the workspace. A portal's page contains the practice's data, so that it shows at once; the
 * workspace is a separate page, which no client loads.
 */
export async function servePages(app: FastifyInstance, { findPortal, folder }: PagesParts): Promise<void> {
  const [portalPage, staffPage] = await Promise.all(
    ['index.html', 'staff.html'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  if (!portalPage || !staffPage) throw new Error('the web application is not built');

  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    index: false,
    decorateReply: false,
  });

  app.get('/staff', async (_request, reply) => sendPage(reply, 200, staffPage));
  app.get('/staff/*', async (_request, reply) => sendPage(reply, 200, staffPage));
  app.get('/', async (_request, reply) => sendPage(reply, 200, withPortal(portalPage, 'Porchlight', null)));

  const portal = async (slug: string, reply: FastifyReply) => {
    const shown = await findPortal(slug).catch(unlessOutage);
    // The page works without the data: it says that it will be right back, and retries.
    if (shown === 'outage') {
      return sendPage(reply.header('retry-after', retryAfterSeconds), 503, withPortal(portalPage, 'Porchlight'));
    }
    return sendPage(reply, shown ? 200 : 404, withPortal(portalPage, shown?.name ?? 'Porchlight', shown ?? null));
  };
  app.get<{ Params: { slug: string } }>('/:slug', async (request, reply) => portal(request.params.slug, reply));
  app.get<{ Params: { slug: string } }>('/:slug/*', async (request, reply) => portal(request.params.slug, reply));
}

/** Not cached: the page names the files of the current build and contains the practice's current data. */
const sendPage = (reply: FastifyReply, status: number, page: string) =>
  reply.status(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);

function unlessOutage(error: unknown): 'outage' {
  if (isDatabaseUnavailable(error)) return 'outage';
  throw error;
}

/** @param portal null when there is none; undefined when the database could not be read. */
function withPortal(page: string, title: string, portal?: object | null): string {
  return page
    .replace('<!--title-->', () => escapeHtml(title))
    .replace('<!--portal-data-->', () => (portal === undefined ? '' : dataBlock(portal)));
}

/** A data block does not run, but `</script>` would end it. */
function dataBlock(portal: object | null): string {
  const data = JSON.stringify(portal).replaceAll('<', String.raw`\u003c`);
  return `<script type="application/json" id="portal-data">${data}</script>`;
}
