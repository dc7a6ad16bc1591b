import { expect, it } from 'vitest';
import { join, literal, numbered, parameter, sql } from './sql.ts';

it('numbers parameters in the order in which they first appear, and one that comes again once', () => {
  const condition = sql`practice_id = :practiceId`;
  const { text, parameters } = numbered(sql`SELECT :id::uuid FROM mail WHERE ${condition} AND id = :id LIMIT ${5}`);
  expect(text).toBe('SELECT $1::uuid FROM mail WHERE practice_id = $2 AND id = $1 LIMIT 5');
  expect(parameters).toEqual(['id', 'practiceId']);
});

it('leaves casts and quoted text as they are', () => {
  const { text, parameters } = numbered(sql`SELECT to_char(at, 'HH24:MI:SS'), 'it''s :not'::text, "a:b"`);
  expect(text).toBe(`SELECT to_char(at, 'HH24:MI:SS'), 'it''s :not'::text, "a:b"`);
  expect(parameters).toEqual([]);
});

it('quotes fixed text and joins pieces', () => {
  const kinds = join([literal('sent'), literal("didn't")], ', ');
  expect(sql`kind IN (${kinds})`.sql).toBe("kind IN ('sent', 'didn''t')");
});

it('takes parameters whose names the code makes', () => {
  const words = [1, 2].map((n) => sql`name LIKE ${parameter(`word${n}`)}`);
  expect(numbered(join(words, ' AND '))).toEqual({
    text: 'name LIKE $1 AND name LIKE $2',
    parameters: ['word1', 'word2'],
  });
});

it('takes nothing but SQL and numbers', () => {
  expect(() => sql`SELECT ${"x'; DROP TABLE client; --" as unknown as number}`).toThrow(TypeError);
  expect(() => sql`LIMIT ${Number.NaN}`).toThrow(TypeError);
});
