import { expect, test } from 'vitest';
import { routingOf } from './practice-routing.ts';

const keys = { practice: 'id', portal_address: null };

test.each([
  ['SELECT FROM mail WHERE practice_id = $1', ['$1'], []],
  ['SELECT FROM mail WHERE practice_id = $1::uuid AND id = $2', ['$1'], []],
  ['SELECT FROM mail WHERE id = $1', [], ['mail']],
  ['SELECT FROM mail WHERE practice_id = $1 OR id = $2', [], ['mail']],
  ['SELECT FROM mail WHERE practice_id = ANY ($1)', [], ['mail']],
  ['SELECT FROM mail WHERE practice_id IN ($1)', [], ['mail']],
  ['SELECT FROM mail m JOIN pin p ON p.practice_id = m.practice_id WHERE m.practice_id = $1', ['$1'], []],
  ['SELECT FROM mail m JOIN pin p ON p.id = m.id WHERE m.practice_id = $1', ['$1'], ['pin']],
  ['SELECT FROM mail m LEFT JOIN pin p ON p.practice_id = m.practice_id AND m.practice_id = $1', [], ['mail', 'pin']],
  ['SELECT FROM mail m LEFT JOIN pin p ON p.practice_id = m.practice_id WHERE m.practice_id = $1', ['$1'], []],
  ['SELECT FROM mail m JOIN practice p ON p.id = m.practice_id WHERE p.id = $1', ['$1'], []],
  ['SELECT FROM mail m JOIN portal_address a ON a.practice_id = m.practice_id WHERE a.slug = $1', [], ['mail']],
  [
    'SELECT FROM mail m WHERE practice_id = $1 AND EXISTS (SELECT FROM pin p WHERE p.practice_id = m.practice_id)',
    ['$1'],
    [],
  ],
  [
    'SELECT FROM mail m WHERE EXISTS (SELECT FROM pin p WHERE p.practice_id = $1 AND m.practice_id = $1)',
    ['$1'],
    ['mail'],
  ],
  ['SELECT (SELECT id FROM pin LIMIT 1) FROM mail WHERE practice_id = $1', ['$1'], ['pin']],
  ['SELECT FROM mail WHERE (practice_id, id) = ($1, $2)', ['$1'], []],
  ['SELECT FROM mail m, pin p WHERE m.practice_id = $1 AND p.practice_id = $2', ['$1', '$2'], []],
  [
    'WITH a AS (SELECT practice_id FROM mail WHERE practice_id = $1) SELECT FROM pin p JOIN a ON a.practice_id = p.practice_id',
    ['$1'],
    [],
  ],
  [
    'WITH a AS (SELECT practice_id FROM mail) SELECT FROM pin p JOIN a ON a.practice_id = p.practice_id',
    [],
    ['mail', 'pin'],
  ],
  ['INSERT INTO mail (id, practice_id) VALUES ($1, $2)', ['$2'], []],
  [
    'INSERT INTO mail (id, practice_id) SELECT gen_random_uuid(), practice_id FROM pin WHERE practice_id = $1',
    ['$1'],
    [],
  ],
  ['INSERT INTO mail (id, practice_id) SELECT id, gen_random_uuid() FROM pin WHERE practice_id = $1', ['$1'], ['mail']],
  [
    'WITH a AS (INSERT INTO mail (practice_id) VALUES ($1) RETURNING practice_id AS p) UPDATE pin SET id = id FROM a WHERE practice_id = a.p',
    ['$1'],
    [],
  ],
  ['UPDATE mail SET id = id FROM pin p WHERE mail.practice_id = $1 AND p.practice_id = mail.practice_id', ['$1'], []],
  ['DELETE FROM mail USING pin p WHERE p.practice_id = mail.practice_id', [], ['mail', 'pin']],
  ['UPDATE pin SET id = id WHERE practice_id = (SELECT practice_id FROM mail WHERE practice_id = $1)', ['$1'], []],
  ['SELECT FROM (SELECT $1::uuid, $2) AS n (practice_id, id) JOIN pin p ON p.practice_id = n.practice_id', ['$1'], []],
  [
    'SELECT FROM mail m, LATERAL (SELECT FROM pin p WHERE p.practice_id = m.practice_id) x WHERE m.practice_id = $1',
    ['$1'],
    [],
  ],
])('%s', (text, by, unbound) => {
  expect(routingOf(text, keys)).toEqual({ by, unbound });
});

test('a join that does not say what is equal is refused', () => {
  expect(() => routingOf('SELECT FROM mail NATURAL JOIN pin WHERE practice_id = $1', keys)).toThrow('ON');
  expect(() => routingOf('SELECT FROM mail JOIN pin USING (practice_id)', keys)).toThrow('ON');
});
