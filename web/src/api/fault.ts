/** What went wrong with a request, in the terms a screen can act on. */
export type FaultKind =
  | 'out-of-reach'
  | 'part-missing'
  | 'bad-input'
  | 'too-many'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'broken';

export interface Fault {
  readonly kind: FaultKind;
  /** Plain words, fit for the screen. */
  readonly message: string;
  /** The input that is at fault, for `bad-input`. */
  readonly field?: string;
  /** When the same request may be made again, in seconds from now, for `too-many`. */
  readonly retryAfterSeconds?: number;
  /** What to tell support, for `broken`. */
  readonly reference?: string;
}

interface GraphQLFault {
  readonly message: string;
  readonly extensions?: {
    readonly code?: unknown;
    readonly field?: unknown;
    readonly retryAfterSeconds?: unknown;
    readonly reference?: unknown;
  };
}

const kinds: Readonly<Record<string, FaultKind>> = {
  BAD_USER_INPUT: 'bad-input',
  UNAUTHENTICATED: 'signed-out',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not-found',
  TOO_MANY_REQUESTS: 'too-many',
};

const broken = 'Something went wrong on our side. Please try again in a moment.';

/** Reads whatever a request was rejected with: GraphQL errors, HTTP errors, or no answer at all. */
export function toFault(error: unknown): Fault {
  if (error instanceof PartMissing) return { kind: 'part-missing', message: error.message };
  const [first] = graphQLErrors(error);
  if (first !== undefined) return fromGraphQL(first);
  const status = hasStatus(error) ? error.statusCode : undefined;
  if (status === 429) return tooMany(undefined);
  if (status !== undefined && status < 500) return { kind: 'broken', message: broken };
  return { kind: 'out-of-reach', message: "We can't reach the server right now. Check your connection and try again." };
}

/** A part of the page itself could not be fetched; only loading the page again brings it. */
export class PartMissing extends Error {
  constructor(options?: ErrorOptions) {
    super('A part of this page did not load. Check your connection and try again.', options);
    this.name = 'PartMissing';
  }
}

function fromGraphQL({ message, extensions = {} }: GraphQLFault): Fault {
  const kind = kinds[String(extensions.code)] ?? 'broken';
  if (kind === 'too-many') return tooMany(extensions.retryAfterSeconds, message);
  if (kind === 'broken') {
    return typeof extensions.reference === 'string'
      ? { kind, message: broken, reference: extensions.reference }
      : { kind, message: broken };
  }
  return typeof extensions.field === 'string' ? { kind, message, field: extensions.field } : { kind, message };
}

function tooMany(retryAfterSeconds: unknown, message = 'That was a lot at once.'): Fault {
  return typeof retryAfterSeconds === 'number'
    ? { kind: 'too-many', message, retryAfterSeconds }
    : { kind: 'too-many', message };
}

// Apollo's error classes are told by their shape, because importing them would load all of Apollo.
function graphQLErrors(error: unknown): readonly GraphQLFault[] {
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
