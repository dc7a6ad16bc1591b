import {
  type DocumentNode,
  GraphQLError,
  type Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { measureDocument } from './document-size.ts';

/** The most tokens a document may have; it is refused while it is read. */
export const maxTokens = 2000;

/** The largest body that is read, in bytes. */
export const maxBodyBytes = 64 * 1024;

/** The most that one operation may cost, in points. */
export const maxCost = 2000;

/** The most that it may cost, in points, where it comes with neither a session nor an API key: twice what a portal's page asks. */
export const maxAnonymousCost = 50;

/** The most levels that a document and the variables may be nested. */
const maxDepth = 10;

/** The most values that the variables may hold, lists and objects among them; no operation takes a long list. */
const maxValues = 500;

/** The most mistakes that are told of one document or of its variables; each takes time to find and to word. */
export const maxErrors = 3;

const limits = { operations: 20, fields: 200, fragments: 50, aliases: 20 } as const;

const signingIn: ReadonlySet<string> = new Set([
  'requestSignInLink',
  'requestStaffSignInLink',
  'sendNewLink',
  'redeemLink',
  'redeemPin',
]);

/** What a document may ask for; a hostile one is refused before anything runs. */
export const queryLimitRules: ValidationRule[] = [smallDocument, oneSignInMutation, noSubscriptions];

/**
 * Refuses a document that is too large before the other rules look into it, some of which compare every field with
 * every other.
 */
function smallDocument(context: ValidationContext) {
  return {
    Document(document: DocumentNode): null | undefined {
      const refusal = tooLarge(document);
      if (refusal === undefined) return undefined;
      context.reportError(new GraphQLError(refusal));
      // As if the document were empty: no rule visits what is in it.
      return null;
    },
  };
}

function tooLarge(document: DocumentNode): string | undefined {
  const size = measureDocument(document);
  if (size.depth > maxDepth) return `The query is nested deeper than ${maxDepth} levels.`;
  const exceeded = Object.entries(limits).find(([what, most]) => size[what as keyof typeof limits] > most);
  return exceeded && `The query has more than ${exceeded[1]} ${exceeded[0]}.`;
}

/** Why variables are too large to look into, if they are; of one that is nested too deep, no text could be made. */
export function refuseVariables(variables: object): string | undefined {
  let level: object[] = [variables];
  let values = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxDepth) return `The variables are nested deeper than ${maxDepth} levels.`;
    const inside = level.flatMap((each): unknown[] => Object.values(each));
    values += inside.length;
    if (values > maxValues) return `The variables hold more than ${maxValues} values.`;
    level = inside.filter(isNesting);
  }
  return undefined;
}

const isNesting = (value: unknown): value is object => typeof value === 'object' && value !== null;

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
