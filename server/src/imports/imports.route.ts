import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { enforceRule } from '../http/authorize.ts';
import type { Context } from '../http/context.ts';
import { Fault, notFound } from '../lib/fault.ts';
import { importPolicy } from './import-policy.ts';
import { findImport } from './imports.query.ts';
import { problemList } from './problem-list.ts';
import { UploadLimit } from './upload-limit.ts';
import { uploadImport } from './upload-import.ts';

/**
 * Serves the upload of a file and the download of its rows with problems. All other operations are in the API.
 *
 * @param spendBudget spends points of an API key's budget; throws a Fault when the budget is exceeded.
 */
export async function serveImports(
  app: FastifyInstance,
  openContext: (request: FastifyRequest, reply: FastifyReply) => Context,
  spendBudget: (context: Context, reply: FastifyReply, points: number) => Promise<void>,
): Promise<void> {
  const uploads = new UploadLimit();
  await app.register(async (scope) => {
    takeFiles(scope);
    scope.post<{ Querystring: { name?: unknown } }>(
      '/staff/imports',
      {
        config: { unhurried: true },
        // A caller who may not import is refused before the file is read.
        onRequest: async (request, reply) => {
          const context = openContext(request, reply);
          await enforceRule(context, 'clients.write');
          await spendBudget(context, reply, importPolicy.uploadCost);
          const { practiceId } = await context.requireStaff();
          uploads.begin(practiceId);
          reply.raw.once('close', () => uploads.end(practiceId));
        },
      },
      async (request, reply) => {
        const context = openContext(request, reply);
        const { name } = request.query;
        const file = { name: typeof name === 'string' ? name : '', bytes: request.body as Buffer };
        const id = await uploadImport(context.stores, await context.requireStaff(), file);
        return reply.status(201).send({ id });
      },
    );
  });
  app.get<{ Params: { id: string } }>(
    '/staff/imports/:id/problems.csv',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const context = openContext(request, reply);
      await enforceRule(context, 'clients.write');
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rows-with-problems.csv"')
        .header('cache-control', 'no-store')
        .send(await listProblems(context, request.params.id));
    },
  );
}

function takeFiles(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: importPolicy.maxFileBytes },
    (_request, body, done) => done(null, body),
  );
  const outer = scope.errorHandler;
  scope.setErrorHandler<Error & { statusCode?: number }>(async (error, request, reply) => {
    const words = refusals[error.statusCode ?? 0];
    if (words && !(error instanceof Fault)) return reply.status(error.statusCode ?? 400).send({ error: words });
    return outer.call(scope, error, request, reply);
  });
}

const refusals: Readonly<Record<number, string>> = {
  413: `This file is larger than ${importPolicy.maxFileBytes / 1024 / 1024} MB. Split it and import the parts.`,
  415: 'Send the file as it is, with the content type text/csv.',
};

async function listProblems(context: Context, id: string): Promise<string> {
  const { row } = await findImport(context, id);
  const { importRows } = context.stores;
  const ref = { practiceId: row.practiceId, importId: row.id };
  const [head] = await importRows.listFirst(ref);
  if (!head) throw notFound('import');
  const all = { after: 0, first: importPolicy.maxRows };
  const problems = await importRows.list(ref, 'problem', all);
  return problemList(row.hasHeader ? head.cells : [], problems);
}
