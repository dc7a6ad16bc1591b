import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { enforceRule } from '../http/authorize.ts';
import type { Context } from '../http/context.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { activityCsv } from './activity-csv.ts';
import { readActivityFilter } from './activity-filter.ts';
import { ActivityTopicEnum } from './practice-activity.query.ts';

/** The filters of the Activity page, by the names of its query parameters. */
interface AskedFor {
  person?: string;
  client?: string;
  topic?: string;
  from?: string;
  to?: string;
}

/** The cost of an export, in points: an API key can do twelve in a minute. */
const cost = 500;

/**
 * Serves the activity as a CSV file, with the filters and the permissions of the Activity page. Each export is recorded.
 *
 * @param spendBudget spends points of an API key's budget; throws a Fault when the budget is exceeded.
 */
export function serveActivityCsv(
  app: FastifyInstance,
  openContext: (request: FastifyRequest, reply: FastifyReply) => Context,
  spendBudget: (context: Context, reply: FastifyReply, points: number) => Promise<void>,
): void {
  const url = '/staff/activity.csv';
  app.get<{ Querystring: AskedFor }>(
    url,
    { exposeHeadRoute: false, config: { writes: true } },
    async (request, reply) => {
      const context = openContext(request, reply);
      await enforceRule(context, 'activity.read');
      await spendBudget(context, reply, cost);
      const { practiceId, staffMemberId } = await context.requireStaff();
      const { activity } = context.stores;
      const filter = await readActivityFilter(context.stores, practiceId, typed(request.query));

      const { timeZone: _, client, ...details } = filter;
      const act = { practiceId, id: newId(), staffMemberId, ...(client && { clientId: client.id }) };
      await activity.record(context.stores.database, { ...act, kind: 'activity.exported', result: 'ok', details });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="activity.csv"')
        .header('cache-control', 'no-store')
        .send(Readable.from(activityCsv(activity, practiceId, filter)));
    },
  );
}

/** A filter that is given twice comes as a list, which the page does not send. */
function typed({ person, client, topic, from, to }: AskedFor) {
  for (const [name, text] of Object.entries({ person, client, topic, from, to })) {
    if (text !== undefined && typeof text !== 'string') throw badInput(name, 'Please give this filter once.');
  }
  return {
    staffMemberId: person || undefined,
    clientId: client || undefined,
    topic: readTopic(topic),
    from,
    to,
  };
}

function readTopic(topic: string | undefined) {
  if (!topic) return undefined;
  const name = topic.toUpperCase().replaceAll('-', '_');
  if (Object.hasOwn(ActivityTopicEnum, name)) return ActivityTopicEnum[name as keyof typeof ActivityTopicEnum];
  throw badInput('topic', 'This topic is not known here.');
}
