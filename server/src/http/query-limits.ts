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

/** The most tokens of a document; the parser refuses more. */
export const maxTokens = 2000;

/** The largest body, in bytes. */
export const maxBodyBytes = 64 * 1024;

/** The highest cost of one operation, in points. */
export const maxCost = 2000;

/** The highest cost without a session and without an API key, in points: twice that of a portal's page. */
export const maxAnonymousCost = 50;

/** The deepest nesting of a document and of the variables. */
const maxDepth = 10;

/** The most values of the variables, lists and objects included; no operation takes a long list. */
const maxValues = 500;

/** The most errors that are reported of one document or of its variables; each takes time to find. */
export const maxErrors = 3;

const limits = { operations: 20, fields: 200, fragments: 50, aliases: 20 } as const;

const signingIn: ReadonlySet<string> = new Set([
  'requestSignInLink',
  'requestStaffSignInLink',
  'sendNewLink',
  'redeemLink',
  'redeemPin',
]);

/** The validation rules that limit a document. */
export const queryLimitRules: ValidationRule[] = [smallDocument, oneSignInMutation, noSubscriptions];

/**
 * Refuses a document that is too large before the other rules visit it, some of which compare every field with every
 * other.
 */
function smallDocument(context: ValidationContext) {
  return {
    Document(document: DocumentNode): null | undefined {
      const refusal = tooLarge(document);
      if (refusal === undefined) return undefined;
      context.reportError(new GraphQLError(refusal));
      // No other rule visits the document's content.
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

/** Why the variables are too large; undefined when they are not. Variables nested too deep cannot be serialized. */
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

/** Allows one mutation field for each operation, so that aliases and fragments cannot repeat a try. */
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

/** Refuses subscriptions: the schema has none, and graphql itself would report an internal error. */
function noSubscriptions(context: ValidationContext) {
  return {
    OperationDefinition({ operation }: OperationDefinitionNode) {
      if (operation !== OperationTypeNode.SUBSCRIPTION) return;
      context.reportError(new GraphQLError('There are no subscriptions. Webhooks tell what happens.'));
    },
  };
}
