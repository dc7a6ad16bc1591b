import {
  type ApolloServerPlugin,
  type GraphQLRequestContextDidResolveOperation,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import { type FormattedExecutionResult, GraphQLError, Kind, OperationTypeNode } from 'graphql';
import { isOutage } from '../db/outage.ts';
import { claimRequest, type Turn } from '../idempotency/claim-request.ts';
import type { Claim, IdempotencyStore } from '../idempotency/idempotency.store.ts';
import { badInput, Fault } from '../lib/fault.ts';
import type { Stores } from '../stores.ts';
import { spendBudget } from './api-budget-headers.ts';
import { causeOf } from './cause-of.ts';
import type { Context } from './context.ts';
import { maxCost } from './query-limits.ts';
import { operationCost } from './request-cost.ts';

type Resolved = GraphQLRequestContextDidResolveOperation<Context>;
type Answered = GraphQLRequestContextWillSendResponse<Context>;

/**
 * What every operation passes before it runs: its API key is looked up, its cost is measured and taken
 * from the key's budget, and a mutation that was sent before is answered as it was then.
 */
export function requestGate(
  stores: Pick<Stores, 'apiKeys' | 'idempotency'>,
  logger: FastifyBaseLogger,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let turn: Turn | undefined;
      return {
        async didResolveOperation(request) {
          try {
            const key = await request.contextValue.keySession();
            const cost = affordable(request);
            if (key) await spendBudget(stores.apiKeys, key, cost, request.response.http.headers);
            turn = await takeTurn(stores, request);
          } catch (error) {
            throw error instanceof Fault ? toRequestError(error) : error;
          }
        },
        async responseForOperation() {
          return turn?.answer === undefined ? null : toResponse(turn.answer);
        },
        async willSendResponse(request) {
          if (!turn?.claim) return;
          await keepAnswer(stores.idempotency, turn.claim, request).catch((error: unknown) => {
            logger.error({ err: error }, 'an answer could not be kept for its Idempotency-Key');
          });
        },
      };
    },
  };
}

/** @throws GraphQLError when the operation could cost more than any may. */
function affordable({ schema, operation, document, request }: Resolved): number {
  // The document has no operation of the name that was asked for; graphql says so in a moment.
  if (!operation) return 0;
  const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
  const cost = operationCost({ schema, operation, fragments, variables: request.variables ?? {} });
  if (cost <= maxCost) return cost;
  throw new GraphQLError(
    `The query asks for too much at once: it could cost ${cost} points, and ${maxCost} is the most.`,
    {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
    },
  );
}

/** Undefined for everything that is not a mutation with an Idempotency-Key. */
async function takeTurn(
  stores: { idempotency: IdempotencyStore },
  { contextValue, operation, request }: Resolved,
): Promise<Turn | undefined> {
  const { idempotencyKey } = contextValue;
  if (idempotencyKey === undefined || operation?.operation !== OperationTypeNode.MUTATION) return undefined;
  const caller = (await contextValue.keySession()) ?? (await contextValue.staffSession());
  if (!caller)
    throw badInput('Idempotency-Key', 'An Idempotency-Key needs an API key or someone who is signed in as staff.');
  const { query, operationName, variables } = request;
  return claimRequest(stores, caller, idempotencyKey, JSON.stringify([query, operationName ?? null, variables ?? {}]));
}

interface KeptAnswer {
  status: number | undefined;
  result: FormattedExecutionResult;
}

async function keepAnswer(idempotency: IdempotencyStore, claim: Claim, request: Answered): Promise<void> {
  const { body, http } = request.response;
  if (body.kind !== 'single') return;
  // The database may have committed before it fell silent: this is a request that was cut off.
  if (request.errors?.some((error) => isOutage(causeOf(error)))) return;
  if (wasOnlyToldToWait(request, body.singleResult)) return idempotency.release(claim);
  const kept: KeptAnswer = { status: http.status, result: body.singleResult };
  await idempotency.keep(claim, JSON.stringify(kept));
}

/** Nothing was done, and the same request is welcome later; every other answer stands. */
function wasOnlyToldToWait({ operation }: Answered, { errors = [] }: FormattedExecutionResult): boolean {
  const [selection, ...more] = operation?.selectionSet.selections ?? [];
  const [error, ...others] = errors;
  if (selection?.kind !== Kind.FIELD || more.length > 0 || others.length > 0) return false;
  return error?.extensions?.['code'] === 'TOO_MANY_REQUESTS' && error.path?.length === 1;
}

function toResponse(answer: string): GraphQLResponse {
  const { status, result } = JSON.parse(answer) as KeptAnswer;
  const headers = new HeaderMap([['idempotent-replayed', 'true']]);
  return { http: { headers, ...(status !== undefined && { status }) }, body: { kind: 'single', singleResult: result } };
}

const statusOf: Readonly<Partial<Record<Fault['code'], number>>> = { UNAUTHENTICATED: 401, TOO_MANY_REQUESTS: 429 };

/** A fault of the whole request, which also shows in the HTTP status. */
function toRequestError(fault: Fault): GraphQLError {
  const headers = new HeaderMap();
  if (fault.code === 'UNAUTHENTICATED') headers.set('www-authenticate', 'Bearer');
  const { retryAfterSeconds } = fault.details;
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  const http = { status: statusOf[fault.code] ?? 400, headers };
  return new GraphQLError(fault.message, { originalError: fault, extensions: { code: fault.code, http } });
}
