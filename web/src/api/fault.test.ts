import { describe, expect, it } from 'vitest';

import { toFault } from './fault.ts';

const graphQL = (message: string, extensions: object) => ({ errors: [{ message, extensions }] });

describe('toFault', () => {
  it('passes on the words of an expected fault, with the field at fault', () => {
    expect(toFault(graphQL('Check the address.', { code: 'BAD_USER_INPUT', field: 'email' }))).toEqual({
      kind: 'bad-input',
      message: 'Check the address.',
      field: 'email',
    });
  });

  it('shows a reference and nothing else of a bug', () => {
    const fault = toFault(graphQL('select * from', { code: 'INTERNAL_SERVER_ERROR', reference: 'r-8F3K' }));
    expect(fault).toMatchObject({ kind: 'broken', reference: 'r-8F3K' });
    expect(fault.message).not.toContain('select');
  });

  it('reads GraphQL errors out of an answer with an HTTP error', () => {
    const bodyText = JSON.stringify(graphQL('Slow down.', { code: 'TOO_MANY_REQUESTS', retryAfterSeconds: 30 }));
    expect(toFault({ statusCode: 429, bodyText })).toEqual({
      kind: 'too-many',
      message: 'Slow down.',
      retryAfterSeconds: 30,
    });
  });

  it.each([
    ['no answer at all', new TypeError('Failed to fetch'), 'out-of-reach'],
    ['a gateway without a server', { statusCode: 502, bodyText: '<html>' }, 'out-of-reach'],
    ['a limit in front of the server', { statusCode: 429, bodyText: '' }, 'too-many'],
    ['an answer that is no GraphQL', { statusCode: 404, bodyText: '<html>' }, 'broken'],
  ])('tells %s', (_name, error, kind) => {
    expect(toFault(error).kind).toBe(kind);
  });
});
