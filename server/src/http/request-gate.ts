import type {
  ApolloServerPlugin,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestContextWillSendResponse,
  GraphQLRequestListener,
  GraphQLResponse,
} from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { FastifyBaseLogger } from 'fastify';
import {
  type FormattedExecutionResult,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { claimRequest } from '../idempotency/claim-request.ts';
import type { Caller, Claim, IdempotencyStore } from '../idempotency/idempotency.store.ts';
import { badInput, Fault } from '../lib/fault.ts';
import { enforceRule } from './authorize.ts';
import type { Context } from './context.ts';
import { rulesWithin } from './field-rules.ts';
import { originalError, toRefusal } from './graphql-errors.ts';
import { retryAfterSeconds } from './health.route.ts';
import { maxAnonymousCost, maxCost, refuseVariables } from './query-limits.ts';
import { costs, fragmentsIn, operationCost } from './request-cost.ts';

/** The dependencies of the gate. */
export interface GateParts {
  /**
   * Spends points of an API key's budget and reports what is left in the headers.
   *
   * @throws Fault TOO_MANY_REQUESTS when the budget is exceeded.
   */
  spendBudget(key: Caller, points: number, headers: Map<string, string>): Promise<void>;
  idempotency: IdempotencyStore;
  /** Whether introspection is allowed, then for everyone. */
  introspection: boolean;
  log: FastifyBaseLogger;
}

/** An Apollo plugin: it checks every operation before it runs, and stores the answers of Idempotency-Keys. */
export const requestGate = (parts: GateParts): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => new Passage(parts),
});

type Resolved = GraphQLRequestContextDidResolveOperation<Context>;

/** An answer, and the HTTP status it came with. */
interface KeptAnswer {
  status: number;
  result: FormattedExecutionResult;
}

/** The state of one operation in the gate. */
class Passage implements GraphQLRequestListener<Context> {
  /** The claim of a mutation with an Idempotency-Key. */
  private claim: Claim | undefined;
  /** The stored answer of the same request. */
  private kept: KeptAnswer | undefined;

  constructor(private readonly parts: GateParts) {}

  async didResolveOperation(asked: Resolved): Promise<void> {
    // Apollo itself refuses a document with several operations of which none is named.
    if (!asked.operation) return;
    try {
      await this.enter(asked, asked.operation);
    } catch (error) {
      throw toRefusal(error);
    }
  }

  async responseForOperation(): Promise<GraphQLResponse | null> {
    if (!this.kept) return null;
    const { status, result } = this.kept;
    const headers = new HeaderMap([['idempotent-replayed', 'true']]);
    return { http: { status, headers }, body: { kind: 'single', singleResult: result } };
  }

  async willSendResponse(answered: GraphQLRequestContextWillSendResponse<Context>): Promise<void> {
    const { http } = answered.response;
    const cutOff = answered.errors?.some((error) => isDatabaseUnavailable(originalError(error))) ?? false;
    // Load balancers and callers see by the status that they can retry.
    if (cutOff) {
      http.status = 503;
      http.headers.set('retry-after', retryAfterSeconds);
    }
    // The database may have committed before the connection broke, so the request counts as interrupted.
    else if (this.claim) await this.leave(this.claim, answered);
    if (http.status === 400 && answered.source !== undefined && looksIntoTheBody(answered)) http.status = 200;
  }

  /**
   * Finds the API key's holder, computes the cost, spends it of the key's budget, and claims the Idempotency-Key.
   *
   * @throws GraphQLError when the operation could cost more than any may; a Fault when the caller, the key's budget or
   * the Idempotency-Key does not allow it.
   */
  private async enter(asked: Resolved, operation: OperationDefinitionNode): Promise<void> {
    const { contextValue: context, response } = asked;
    const key = await context.keySession();
    const cost = await this.affordable(asked, operation);
    if (key) await this.parts.spendBudget(key, cost, response.http.headers);
    const { idempotencyKey } = context;
    if (idempotencyKey === undefined || operation.operation !== OperationTypeNode.MUTATION) return;
    await this.takeTurn(asked, operation, idempotencyKey);
  }

  private async affordable(asked: Resolved, operation: OperationDefinitionNode): Promise<number> {
    const { contextValue: context, schema, document, request } = asked;
    const { variables = {} } = request;
    const refusal = refuseVariables(variables);
    if (refusal !== undefined) throw badInput('variables', refusal);
    const cost = operationCost({ schema, operation, document, variables });
    if (cost > maxCost) {
      throw tooCostly(`The query asks for too much at once: it could cost ${cost} points, and ${maxCost} is the most.`);
    }
    const forAnyone = maxAnonymousCost + (this.parts.introspection ? costs.introspection : 0);
    if (cost > forAnyone && !(await context.isSomeone())) {
      const message = `Sign in, or send an API key, to ask for this much at once: it could cost ${cost} points, and ${maxAnonymousCost} is the most without.`;
      throw new Fault('UNAUTHENTICATED', message);
    }
    return cost;
  }

  private async takeTurn(asked: Resolved, operation: OperationDefinitionNode, idempotencyKey: string): Promise<void> {
    const { contextValue: context, request, schema, document } = asked;
    const caller = (await context.keySession()) ?? (await context.staffSession());
    if (!caller) {
      throw badInput('Idempotency-Key', 'An Idempotency-Key needs an API key or someone who is signed in as staff.');
    }
    const { query, operationName = null, variables = {} } = request;
    const turn = await claimRequest(
      this.parts,
      caller,
      idempotencyKey,
      JSON.stringify([query, operationName, variables]),
    );
    this.claim = turn.claim;
    if (turn.claim) return;
    // A caller who may no longer run the mutation gets no stored answer either.
    const rules = rulesWithin(operation.selectionSet, 'Mutation', schema, fragmentsIn(document));
    for (const rule of rules) await enforceRule(context, rule);
    this.kept = readKept(turn.answer);
  }

  /** Stores the answer for the next request with the same Idempotency-Key. */
  private async leave(claim: Claim, answered: GraphQLRequestContextWillSendResponse<Context>): Promise<void> {
    const { body, http } = answered.response;
    if (body.kind !== 'single') return;
    const { idempotency, log } = this.parts;
    const kept: KeptAnswer = { status: http.status ?? 200, result: body.singleResult };
    const settled = wasOnlyToldToWait(answered.operation, body.singleResult)
      ? idempotency.release(claim)
      : idempotency.keep(claim, JSON.stringify(kept));
    await settled.catch((error: unknown) => {
      log.error({ err: error }, 'an answer could not be kept for its Idempotency-Key');
    });
  }
}

const tooCostly = (message: string) =>
  new GraphQLError(message, {
    extensions: { code: ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED, http: { status: 400 } },
  });

/** Whether nothing was done, so that the same request can be retried. */
function wasOnlyToldToWait(
  operation: OperationDefinitionNode | undefined,
  { errors = [] }: FormattedExecutionResult,
): boolean {
  const [selection, ...more] = operation?.selectionSet.selections ?? [];
  const [error, ...others] = errors;
  if (selection?.kind !== Kind.FIELD || more.length > 0 || others.length > 0) return false;
  return error?.extensions?.['code'] === 'TOO_MANY_REQUESTS' && error.path?.length === 1;
}

/** An answer that was stored without a status had 200. */
function readKept(text: string): KeptAnswer {
  return { status: 200, ...(JSON.parse(text) as Partial<KeptAnswer> & Pick<KeptAnswer, 'result'>) };
}

/** Callers of the older media type get 200 with errors in the body (GraphQL over HTTP). */
function looksIntoTheBody({ request }: GraphQLRequestContextWillSendResponse<Context>): boolean {
  const accept = request.http?.headers.get('accept') ?? '';
  return accept.includes('application/json') && !accept.includes('application/graphql-response+json');
}
