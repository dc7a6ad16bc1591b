import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allStatements } from '../statement-files.ts';
import { unroutedStatements, whyUnrouted } from './routed-statements.ts';

// A database that is distributed by practice sends each statement to the machine that has the practice.

const statements = allStatements();

test.each(statements)('%s is bound to one practice, or on the list of those that are not', (name, { text }) => {
  expect({ unrouted: whyUnrouted(text) !== undefined, why: whyUnrouted(text) }).toMatchObject({
    unrouted: name in unroutedStatements,
  });
});

test('the list names statements that exist, and the document names them all', () => {
  const names = new Set(statements.map(([name]) => name));
  expect(Object.keys(unroutedStatements).filter((name) => !names.has(name))).toEqual([]);
  const document = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');
  const documented = [...document.matchAll(/^\| `([\w.-]+)`/gm)].map(([, name]) => name);
  expect(new Set(documented)).toEqual(new Set(Object.keys(unroutedStatements)));
});
