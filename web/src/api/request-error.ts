/** What went wrong with a request, in the terms a screen can act on. */
export type RequestErrorKind =
  | 'unreachable'
  | 'chunk-missing'
  | 'bad-input'
  | 'too-many-requests'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'internal';

export interface RequestError {
  readonly kind: RequestErrorKind;
  /** Plain words, fit for the screen. */
  readonly message: string;
  /** The input that the error is about, for `bad-input`. */
  readonly field?: string;
  /** When the same request may be made again, in seconds from now, for `too-many-requests`. */
  readonly retryAfterSeconds?: number;
  /** What to tell support, for `internal`. */
  readonly reference?: string;
}

interface GraphQLErrorBody {
  readonly message: string;
  readonly extensions?: {
    readonly code?: unknown;
    readonly field?: unknown;
    readonly retryAfterSeconds?: unknown;
    readonly reference?: unknown;
  };
}

const kinds: Readonly<Record<string, RequestErrorKind>> = {
  BAD_USER_INPUT: 'bad-input',
  UNAUTHENTICATED: 'signed-out',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not-found',
  TOO_MANY_REQUESTS: 'too-many-requests',
};

const internalMessage = 'Something went wrong on our side. Please try again in a moment.';

/** Reads whatever a request was rejected with: GraphQL errors, HTTP errors, or no answer at all. */
export function toRequestError(error: unknown): RequestError {
  if (error instanceof ChunkLoadError) return { kind: 'chunk-missing', message: error.message };
  const [first] = graphQLErrors(error);
  if (first !== undefined) return fromGraphQL(first);
  const status = hasStatus(error) ? error.statusCode : undefined;
  if (status === 429) return tooMany(undefined);
  if (status !== undefined && status < 500) return { kind: 'internal', message: internalMessage };
  return { kind: 'unreachable', message: "We can't reach the server right now. Check your connection and try again." };
}

/** A part of the page itself could not be fetched; only loading the page again brings it. */
export class ChunkLoadError extends Error {
  constructor(options?: ErrorOptions) {
    super('A part of this page did not load. Check your connection and try again.', options);
    this.name = 'ChunkLoadError';
  }
}

function fromGraphQL({ message, extensions = {} }: GraphQLErrorBody): RequestError {
  const kind = kinds[String(extensions.code)] ?? 'internal';
  if (kind === 'too-many-requests') return tooMany(extensions.retryAfterSeconds, message);
  if (kind === 'internal') {
    return typeof extensions.reference === 'string'
      ? { kind, message: internalMessage, reference: extensions.reference }
      : { kind, message: internalMessage };
  }
  return typeof extensions.field === 'string' ? { kind, message, field: extensions.field } : { kind, message };
}

function tooMany(retryAfterSeconds: unknown, message = 'That was a lot at once.'): RequestError {
  return typeof retryAfterSeconds === 'number'
    ? { kind: 'too-many-requests', message, retryAfterSeconds }
    : { kind: 'too-many-requests', message };
}

// Apollo's error classes are told by their shape, because importing them would load all of Apollo.
function graphQLErrors(error: unknown): readonly GraphQLErrorBody[] {
  if (typeof error !== 'object' || error === null) return [];
  if ('errors' in error && Array.isArray(error.errors)) return error.errors;
  if (!('bodyText' in error) || typeof error.bodyText !== 'string') return [];
  try {
    const body: unknown = JSON.parse(error.bodyText);
    return graphQLErrors(body);
  } catch {
    return [];
  }
}

function hasStatus(error: unknown): error is { readonly statusCode: number } {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number';
}
