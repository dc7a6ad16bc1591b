import { expect, test } from 'vitest';
import { compareAddresses, patternsOnFile, patternsTyped } from './similar-address.ts';

const near: [typed: string, onFile: string, difference: string][] = [
  ['jane@gmial.com', 'jane@gmail.com', 'letters-swapped'],
  ['jaen@gmail.com', 'jane@gmail.com', 'letters-swapped'],
  ['jnae@gmail.com', 'jane@gmail.com', 'letters-swapped'],
  ['jan@gmail.com', 'jane@gmail.com', 'letter-missing'],
  ['jane@gmail.co', 'jane@gmail.com', 'letter-missing'],
  ['janne@gmail.com', 'jane@gmail.com', 'letter-extra'],
  ['jame@gmail.com', 'jane@gmail.com', 'letter-different'],
  ['jane@gmsil.com', 'jane@gmail.com', 'letter-different'],
  ['jaime.riverra@client.example', 'jamie.rivera@client.example', 'two-letters'],
  ['jamire@client.example', 'jamier@client.example', 'letters-swapped'],
  ['jaimer@client.example', 'jamier@client.example', 'letters-swapped'],
  ['jaine@gmial.com', 'jane@gmail.com', 'two-letters'],
  ['jane@yahoo.com', 'jane@gmail.com', 'other-domain'],
  ['jane@hotmial.com', 'jane@gmail.com', 'other-domain'],
  ['jane.doe@gmail.com', 'jane.doe@work.example', 'other-domain'],
  ['jane.doe@work.example', 'jane.doe@gmail.com', 'other-domain'],
  ['al@gmial.com', 'al@gmail.com', 'letters-swapped'],
];

const far: [typed: string, onFile: string][] = [
  ['jane@gmail.com', 'jane@gmail.com'],
  ['joan@gmail.com', 'jane@gmail.com'],
  ['jim@gmail.com', 'jane@gmail.com'],
  ['al@gmail.com', 'bo@gmail.com'],
  ['al@gmail.com', 'ed@gmail.com'],
  ['jane@harbor.example', 'jane@gmail.com'],
  ['jane@client.example', 'jane@lakeside.example'],
  ['jane.doe@client.example', 'jane.doe@lakeside.example'],
  ['info@yahoo.com', 'office@gmail.com'],
];

test.each(near)('%s is nearly %s: %s', (typed, onFile, difference) => {
  expect(compareAddresses(typed, onFile)).toBe(difference);
});

test.each(far)('%s is not nearly %s', (typed, onFile) => {
  expect(compareAddresses(typed, onFile)).toBeUndefined();
});

const matches = (patterns: string[], address: string) =>
  patterns.some((pattern) => {
    const regular = pattern.replaceAll(/\\(.)|%|[.*+?^${}()|[\]]/g, (part, escaped: string | undefined) =>
      part === '%' ? '.*' : `\\${escaped ?? part}`,
    );
    return new RegExp(`^${regular}$`, 'u').test(address);
  });

test.each(near)('looking for what %s may have been finds %s, and the other way round', (typed, onFile) => {
  expect(matches(patternsOnFile(typed), onFile)).toBe(true);
  expect(matches(patternsTyped(onFile), typed)).toBe(true);
});

test('what was typed is looked for as it is: its percent signs and underscores match only themselves', () => {
  expect(patternsOnFile('a%_b@client.example')).toContain(String.raw`a\%\_b@%`);
  for (const pattern of patternsOnFile('%@client.example')) expect(pattern).not.toMatch(/(?<!\\)%@client/);
});
