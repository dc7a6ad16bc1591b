import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { withoutSuggestion } from './graphql-errors.ts';
import { type GraphqlRequest, refuseRequest, RequestRefused } from './graphql-request.ts';
import { maxTokens, queryLimitRules } from './query-limits.ts';

/** How much text of documents is remembered, in characters; what it is parsed into takes some fifty times as much. */
const mostRemembered = 200_000;

/** A document that fits the schema, by its parts. */
export interface ReadDocument {
  document: DocumentNode;
  operations: readonly OperationDefinitionNode[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** A request whose document fits the schema, and the one operation in it that is meant. */
export interface Asked extends GraphqlRequest, ReadDocument {
  operation: OperationDefinitionNode;
}

/** Parses and validates documents, and remembers those that fit: callers send the same few again and again. */
export class Documents {
  readonly #rules: readonly ValidationRule[];
  readonly #known = new LRUCache<string, ReadDocument>({
    maxSize: mostRemembered,
    sizeCalculation: (_read, text) => text.length,
  });

  constructor(
    private readonly schema: GraphQLSchema,
    introspection: boolean,
  ) {
    this.#rules = [...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]), ...queryLimitRules];
  }

  /** @throws RequestRefused when the document cannot be read, does not fit the schema, or lacks the operation. */
  find(request: GraphqlRequest): Asked {
    const read = this.#known.get(request.query) ?? this.#read(request.query);
    return { ...request, ...read, operation: operationOf(read, request.operationName) };
  }

  #read(text: string): ReadDocument {
    const document = parsed(text);
    const errors = validate(this.schema, document, this.#rules);
    if (errors.length > 0) throw refused('GRAPHQL_VALIDATION_FAILED', errors);
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    const read = { document, operations, fragments: new Map(fragments.map((each) => [each.name.value, each])) };
    this.#known.set(text, read);
    return read;
  }
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw refused('GRAPHQL_PARSE_FAILED', [error]);
    throw error;
  }
}

const refused = (code: string, errors: readonly GraphQLError[]) =>
  new RequestRefused(
    400,
    errors.map(({ message, locations }) => ({
      message: inPlainWords(withoutSuggestion(message)),
      ...(locations && { locations }),
      extensions: { code },
    })),
  );

function operationOf({ operations }: ReadDocument, name: string | undefined): OperationDefinitionNode {
  if (name === undefined && operations.length > 1) {
    return refuseRequest('OPERATION_RESOLUTION_FAILURE', 'The document has several operations. Say which by its name.');
  }
  const found = operations.find((operation) => name === undefined || operation.name?.value === name);
  return found ?? refuseRequest('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation.');
}

/** What the limits of graphql itself are told in. */
const plainWords: readonly [begins: string, instead: string][] = [
  ['Syntax Error: Document contains more', `The query has more than ${maxTokens} words and signs.`],
  ['Validation aborted.', 'The query names the same fields too often. Name each one once.'],
];

/** A message of graphql's; one that says which limit was met, where graphql's own does not say it plainly. */
const inPlainWords = (message: string): string =>
  plainWords.find(([begins]) => message.startsWith(begins))?.[1] ?? message;
