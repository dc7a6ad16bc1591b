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
])('%s and %s are %i edits apart, in both directions', (one, other, edits) => {
  expect(damerauLevenshtein(one, other)).toBe(edits);
  expect(damerauLevenshtein(other, one)).toBe(edits);
});
