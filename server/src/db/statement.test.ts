import { expect, it } from 'vitest';
import { sql } from './sql.ts';
import { namedStatements, statement, valuesFor } from './statement.ts';

const find = statement<{ id: string }, { practiceId: string; id: string | null }>(
  'test.find',
  sql`SELECT id FROM mail WHERE id = :id AND practice_id = :practiceId`,
);

it('orders values as the parameters are numbered', () => {
  expect(valuesFor(find, { practiceId: 'p', id: null })).toEqual([null, 'p']);
});

it('refuses a value that is missing, or that nothing takes', () => {
  expect(() => valuesFor(find, { practiceId: 'p' })).toThrow(TypeError);
  expect(() => valuesFor(find, { practiceId: 'p', id: undefined })).toThrow(TypeError);
  expect(() => valuesFor(find, { practiceId: 'p', id: 'i', more: 1 })).toThrow(TypeError);
});

it('knows each statement by its name, which no other has', () => {
  expect(namedStatements().get('test.find')).toBe(find);
  expect(() => statement('test.find', sql`SELECT 1`)).toThrow('two statements');
});
