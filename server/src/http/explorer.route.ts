import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/**
 * Serves the API explorer at `/graphql/explorer`. Its content security policy differs from the other pages' in one
 * point: style elements with the nonce of this answer are allowed, see
 * docs/decisions/explorer-policy.md.
 *
 * @param folder of the built web application.
 */
export async function serveExplorer(app: FastifyInstance, folder: string): Promise<void> {
  const file = join(folder, 'explorer.html');
  // In development, the folder may come from an older build.
  if (!existsSync(file)) return;
  const page = await readFile(file, 'utf8');
  app.get('/graphql/explorer', async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    const policy = String(reply.getHeader('content-security-policy'));
    return reply
      .header('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replace('%STYLE-NONCE%', nonce));
  });
}
