import type { RequestError } from '../../api/request-error.ts';

/** What the server says about one field of a form (`extensions.field`), in its own plain words. */
export function fieldError(error: RequestError | undefined, field: string): string | undefined {
  return error?.kind === 'bad-input' && error.field === field ? error.message : undefined;
}

/** What went wrong, when none of the form's fields says it. */
export function formError(error: RequestError | undefined, fields: readonly string[]): RequestError | undefined {
  const shownByField = error?.kind === 'bad-input' && error.field !== undefined && fields.includes(error.field);
  return shownByField ? undefined : error;
}
