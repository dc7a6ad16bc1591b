import { expect, test } from 'vitest';
import { isPortalAddress, reservedSlugs } from './portal-address.ts';

test.each(['harbor', 'lakeside-therapy', 'room-42', 'abc', 'a'.repeat(40)])('a practice may have %s', (slug) => {
  expect(isPortalAddress(slug)).toBe(true);
});

test.each([
  '',
  'ab',
  'a'.repeat(41),
  'Harbor',
  '42rooms',
  '-harbor',
  'harbor-',
  'har--bor',
  'har_bor',
  'häfen',
  'a/b',
  'a.b',
])('refuses %j', (slug) => {
  expect(isPortalAddress(slug)).toBe(false);
});

test('refuses every word that the product itself answers to', () => {
  for (const word of ['staff', 'graphql', 'mailbox', 'healthz', 'readyz', 'assets'])
    expect(reservedSlugs).toContain(word);
  expect([...reservedSlugs].filter(isPortalAddress)).toEqual([]);
});
