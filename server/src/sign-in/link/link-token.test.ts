import { expect, test } from 'vitest';
import { KeyedHash } from '../../lib/keyed-hash.ts';
import { newId } from '../../lib/ids.ts';
import { parseSecretKeys, type SecretKeys } from '../../lib/secret-keys.ts';
import { type LinkKind, type LinkName, linkToken, readLinkToken } from './link-token.ts';

const keys = (...pairs: [id: string, fill: number][]) =>
  parseSecretKeys(pairs.map(([id, fill]) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`).join()) as SecretKeys;
const hash = new KeyedHash(keys(['a', 1]), 'link');
const link = (kind: LinkKind = 'sign-in'): LinkName => ({ kind, practiceId: newId(), id: newId() });

test('reads back what it wrote, for every kind of link', () => {
  for (const kind of ['sign-in', 'invitation', 'staff'] as const) {
    const name = link(kind);
    expect(readLinkToken(hash, linkToken(hash, name))).toEqual(name);
  }
});

test('writes the same token for the same link, so that a mail sent again carries the same one', () => {
  const name = link();
  expect(linkToken(hash, name)).toBe(linkToken(hash, { ...name }));
});

test('carries 256 bits that differ in half their places from one link to the next', () => {
  const practiceId = newId();
  const macs = Array.from({ length: 2000 }, () => {
    const token = linkToken(hash, { kind: 'sign-in', practiceId, id: newId() });
    return Buffer.from(token.split('.')[2] ?? '', 'base64url').subarray(32);
  });
  expect(new Set(macs.map((mac) => mac.toString('hex'))).size).toBe(2000);
  for (let bit = 0; bit < 256; bit += 1) {
    const ones = macs.filter((mac) => ((mac[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
    // 2,000 throws of a fair coin leave this range once in ten billion bits.
    expect(Math.abs(ones - 1000)).toBeLessThan(150);
  }
});

test('refuses a token that was changed in any single place', () => {
  const token = linkToken(hash, link());
  for (let place = 0; place < token.length; place += 1) {
    for (const other of ['A', 'x', '.', '-']) {
      if (token[place] === other) continue;
      const changed = token.slice(0, place) + other + token.slice(place + 1);
      // The last character carries two bits that mean nothing, and are then the same token.
      const same = Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(
        Buffer.from(token.split('.')[2] ?? '', 'base64url'),
      );
      if (place === token.length - 1 && same) continue;
      expect(readLinkToken(hash, changed), changed).toBeUndefined();
    }
  }
});

test('refuses a link of one kind that says it is of another', () => {
  const token = linkToken(hash, link('sign-in'));
  expect(readLinkToken(hash, token.replace(/^l\./, 'i.'))).toBeUndefined();
  expect(readLinkToken(hash, token.replace(/^l\./, 's.'))).toBeUndefined();
});

test('refuses a link that says it belongs to another practice', () => {
  const [one, other] = [link(), link()].map((name) =>
    Buffer.from(linkToken(hash, name).split('.')[2] ?? '', 'base64url'),
  );
  if (!one || !other) throw new Error('two tokens were made');
  const mixed = Buffer.concat([other.subarray(0, 16), one.subarray(16)]).toString('base64url');
  expect(readLinkToken(hash, `l.a.${mixed}`)).toBeUndefined();
});

test('goes on reading tokens of a key that was replaced, until it is taken out', () => {
  const name = link();
  const token = linkToken(hash, name);
  const rotated = new KeyedHash(keys(['b', 2], ['a', 1]), 'link');
  expect(readLinkToken(rotated, token)).toEqual(name);
  expect(linkToken(rotated, name)).toMatch(/^l\.b\./);
  expect(readLinkToken(new KeyedHash(keys(['b', 2]), 'link'), token)).toBeUndefined();
  expect(readLinkToken(new KeyedHash(keys(['a', 3]), 'link'), token)).toBeUndefined();
});

test('refuses what was made for another purpose under the same keys', () => {
  const name = link();
  expect(readLinkToken(hash, linkToken(new KeyedHash(keys(['a', 1]), 'pin'), name))).toBeUndefined();
});

test.each([
  '',
  '.',
  '..',
  'l',
  'l.a',
  'l.a.',
  'l.a.AAAA',
  `l.a.${'A'.repeat(86)}`,
  `l..${'A'.repeat(86)}`,
  '\0',
  'null',
])('refuses %j', (text) => {
  expect(readLinkToken(hash, text)).toBeUndefined();
});

test('takes a token with the spaces that people copy along', () => {
  const name = link();
  expect(readLinkToken(hash, ` ${linkToken(hash, name)}\n`)).toEqual(name);
});
