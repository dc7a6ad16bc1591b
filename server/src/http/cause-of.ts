import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import { Fault } from '../lib/fault.ts';

/** What a resolver threw, or what stopped the whole request before any ran. */
export function causeOf(error: unknown): unknown {
  const cause = unwrapResolverError(error);
  return cause instanceof GraphQLError && cause.originalError instanceof Fault ? cause.originalError : cause;
}
