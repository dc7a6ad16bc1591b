import { describe, expect, it } from 'vitest';

import { toRequestError } from './request-error.ts';

const graphQL = (message: string, extensions: object) => ({ errors: [{ message, extensions }] });

describe('toRequestError', () => {
  it('passes on the words of an expected error, with the field it is about', () => {
    expect(toRequestError(graphQL('Check the address.', { code: 'BAD_USER_INPUT', field: 'email' }))).toEqual({
      kind: 'bad-input',
      message: 'Check the address.',
      field: 'email',
    });
  });

  it('shows a reference and nothing else of a bug', () => {
    const error = toRequestError(graphQL('select * from', { code: 'INTERNAL_SERVER_ERROR', reference: 'r-8F3K' }));
    expect(error).toMatchObject({ kind: 'internal', reference: 'r-8F3K' });
    expect(error.message).not.toContain('select');
  });

  it('reads GraphQL errors out of an answer with an HTTP error', () => {
    const bodyText = JSON.stringify(graphQL('Slow down.', { code: 'TOO_MANY_REQUESTS', retryAfterSeconds: 30 }));
    expect(toRequestError({ statusCode: 429, bodyText })).toEqual({
      kind: 'too-many-requests',
      message: 'Slow down.',
      retryAfterSeconds: 30,
    });
  });

  it.each([
    ['no answer at all', new TypeError('Failed to fetch'), 'unreachable'],
    ['a gateway without a server', { statusCode: 502, bodyText: '<html>' }, 'unreachable'],
    ['a limit in front of the server', { statusCode: 429, bodyText: '' }, 'too-many-requests'],
    ['an answer that is no GraphQL', { statusCode: 404, bodyText: '<html>' }, 'internal'],
  ])('tells %s', (_name, error, kind) => {
    expect(toRequestError(error).kind).toBe(kind);
  });
});
