import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import { type FormattedExecutionResult, type GraphQLSchema, Kind, OperationTypeNode } from 'graphql';
import { claimRequest } from '../idempotency/claim-request.ts';
import type { Claim } from '../idempotency/idempotency.store.ts';
import { badInput } from '../lib/fault.ts';
import type { Stores } from '../app/stores.ts';
import { spendBudget } from './api-budget-headers.ts';
import type { Context } from './context.ts';
import type { Asked } from './documents.ts';
import { type GraphqlAnswer, refuseRequest } from './graphql-request.ts';
import { maxCost } from './query-limits.ts';
import { operationCost } from './request-cost.ts';

/** A mutation with an Idempotency-Key: either it is ours to act, or it was answered before. */
export type IdempotentTurn = { claim: Claim; answer?: never } | { claim?: never; answer: GraphqlAnswer };

/** What every operation passes before it runs, and what is kept of it afterwards. */
export class RequestGate {
  constructor(
    private readonly stores: Pick<Stores, 'apiKeys' | 'idempotency'>,
    private readonly schema: GraphQLSchema,
    private readonly log: FastifyBaseLogger,
  ) {}

  /**
   * Looks its API key up, measures its cost, takes that from the key's budget, and finds out whether it was sent before.
   *
   * @returns undefined for everything that is not a mutation with an Idempotency-Key.
   * @throws RequestRefused when the operation could cost more than any may; a Fault when the key, its budget or the
   * Idempotency-Key does not allow it.
   */
  async enter(context: Context, asked: Asked, reply: FastifyReply): Promise<IdempotentTurn | undefined> {
    const key = await context.keySession();
    const cost = this.#affordable(asked);
    if (key) await spendBudget(this.stores.apiKeys, key, cost, reply);
    const { idempotencyKey } = context;
    if (idempotencyKey === undefined || asked.operation.operation !== OperationTypeNode.MUTATION) return undefined;
    return this.#takeTurn(context, asked, idempotencyKey, reply);
  }

  #affordable({ operation, fragments, variables = {} }: Asked): number {
    const cost = operationCost({ schema: this.schema, operation, fragments, variables });
    if (cost <= maxCost) return cost;
    return refuseRequest(
      'GRAPHQL_VALIDATION_FAILED',
      `The query asks for too much at once: it could cost ${cost} points, and ${maxCost} is the most.`,
    );
  }

  async #takeTurn(
    context: Context,
    { query, operationName, variables }: Asked,
    idempotencyKey: string,
    reply: FastifyReply,
  ): Promise<IdempotentTurn> {
    const caller = (await context.keySession()) ?? (await context.staffSession());
    if (!caller) {
      throw badInput('Idempotency-Key', 'An Idempotency-Key needs an API key or someone who is signed in as staff.');
    }
    const request = JSON.stringify([query, operationName ?? null, variables ?? {}]);
    const turn = await claimRequest(this.stores, caller, idempotencyKey, request);
    if (turn.claim) return turn;
    void reply.header('idempotent-replayed', 'true');
    return { answer: readKept(turn.answer) };
  }

  /**
   * Keeps the answer for when the same request comes again. An outage is not kept: the database may have committed
   * before it fell silent, so the request is one that was cut off.
   */
  async leave(claim: Claim, asked: Asked, answered: GraphqlAnswer, cutOff: boolean): Promise<void> {
    if (cutOff) return;
    const { idempotency } = this.stores;
    const kept = wasOnlyToldToWait(asked, answered.result)
      ? idempotency.release(claim)
      : idempotency.keep(claim, JSON.stringify(answered));
    await kept.catch((error: unknown) => {
      this.log.error({ err: error }, 'an answer could not be kept for its Idempotency-Key');
    });
  }
}

/** Nothing was done, and the same request is welcome later; every other answer stands. */
function wasOnlyToldToWait({ operation }: Asked, { errors = [] }: FormattedExecutionResult): boolean {
  const [selection, ...more] = operation.selectionSet.selections;
  const [error, ...others] = errors;
  if (selection?.kind !== Kind.FIELD || more.length > 0 || others.length > 0) return false;
  return error?.extensions?.['code'] === 'TOO_MANY_REQUESTS' && error.path?.length === 1;
}

/** One that was kept without a status was answered with 200. */
function readKept(text: string): GraphqlAnswer {
  return { status: 200, ...(JSON.parse(text) as Partial<GraphqlAnswer> & Pick<GraphqlAnswer, 'result'>) };
}
