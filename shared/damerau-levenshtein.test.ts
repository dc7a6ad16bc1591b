import { expect, test } from 'vitest';
import { damerauLevenshtein } from './damerau-levenshtein.ts';

test.each([
  ['jamie', 'jamie', 0],
  ['jamie', 'jame', 1],
  ['jamie', 'jammie', 1],
  ['jamie', 'janie', 1],
  ['jamie', 'jaime', 1],
  ['gmial', 'gmail', 1],
  ['jamie', 'jamei.', 2],
  ['jamie', '', 5],
  ['', 'al', 2],
  ['alex', 'sam', 4],
])('between %s and %s lie %i slips, whichever way one looks', (one, other, slips) => {
  expect(damerauLevenshtein(one, other)).toBe(slips);
  expect(damerauLevenshtein(other, one)).toBe(slips);
});
