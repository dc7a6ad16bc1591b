import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  GraphQLError,
  type Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** The most tokens a document may have; it is refused while it is read. */
export const maxTokens = 2000;

/** The largest body that is read, in bytes. */
export const maxBodyBytes = 64 * 1024;

/** The most that one operation may cost, in points. */
export const maxCost = 2000;

const limits = { depth: 10, aliases: 20 } as const;

const signingIn: ReadonlySet<string> = new Set([
  'requestSignInLink',
  'requestStaffSignInLink',
  'sendNewLink',
  'redeemLink',
  'redeemPin',
]);

/** What a document may ask for; a hostile one is refused before anything runs. */
export const queryLimitRules: ValidationRule[] = [
  maxDepthRule({
    n: limits.depth,
    // Fields count, however they are written down; else the same query would be too deep only because of its fragments.
    flattenFragments: true,
    ...refusing(`The query is nested deeper than ${limits.depth} levels.`),
  }),
  maxAliasesRule({ n: limits.aliases, ...refusing(`The query has more than ${limits.aliases} aliases.`) }),
  oneSignInMutation,
  noSubscriptions,
];

/** A rule that throws, as these do by themselves, would end as a bug of ours. */
function refusing(message: string) {
  const onReject = [(context: ValidationContext | null) => context?.reportError(new GraphQLError(message))];
  return { onReject, propagateOnRejection: false };
}

/** One operation is one try: aliases and fragments cannot make many of it. */
function oneSignInMutation(context: ValidationContext) {
  let found = 0;
  return {
    Field(node: { name: { value: string }; kind: Kind.FIELD }) {
      if (context.getParentType()?.name !== 'Mutation' || !signingIn.has(node.name.value)) return;
      found += 1;
      if (found === 2) context.reportError(new GraphQLError('A document may hold one mutation that signs in.'));
    },
  };
}

/** There are none, and graphql itself would only notice while it runs one, as if that were a bug. */
function noSubscriptions(context: ValidationContext) {
  return {
    OperationDefinition({ operation }: OperationDefinitionNode) {
      if (operation !== OperationTypeNode.SUBSCRIPTION) return;
      context.reportError(new GraphQLError('There are no subscriptions. Webhooks tell what happens.'));
    },
  };
}
