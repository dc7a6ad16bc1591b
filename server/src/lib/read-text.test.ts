import { expect, test } from 'vitest';
import { readLine, readOptionalLine } from './read-text.ts';

test('trims spaces, runs them together and composes Unicode', () => {
  expect(readLine('name', 'name', '  Zoe\u0308 \t Hart ')).toBe('Zo\u00eb Hart');
});

test.each(['Ann\nBcc: x@y.example', 'Ann\rHart', 'Ann\0', 'Ann\u200b', 'Ann\u202eevil', 'Ann\u2028Hart', '\ud800'])(
  'refuses %j, naming the field',
  (text) => {
    expect(() => readLine('name', 'name', text)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'name' } }),
    );
  },
);

test('refuses an empty line, and takes one as long as allowed and no longer', () => {
  expect(() => readLine('name', 'name', '   ')).toThrow('fill in');
  expect(readLine('name', 'name', '😀'.repeat(80), 80)).toHaveLength(160);
  expect(() => readLine('name', 'name', 'a'.repeat(81), 80)).toThrow('80 characters');
});

test.each([null, undefined, '', '  '])('takes %j for a line left empty', (text) => {
  expect(readOptionalLine('address', 'address', text)).toBeNull();
});
