import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptSecretKeys, parseSecretKeys } from './secret-keys.ts';

const key = (fill: number, length = 32) => Buffer.alloc(length, fill).toString('base64');

test('reads keys in their order', () => {
  const keys = parseSecretKeys(`new:${key(1)}, old:${key(2)}`);
  expect(keys).toEqual([
    { id: 'new', bytes: Buffer.alloc(32, 1) },
    { id: 'old', bytes: Buffer.alloc(32, 2) },
  ]);
});

test.each([
  ['', 'id:base64'],
  ['k1', 'base64'],
  [`:${key(1)}`, '1 to 8'],
  [`too-long-id:${key(1)}`, '1 to 8'],
  [`k1:${key(1, 31)}`, '32 random bytes'],
  [`k1:not base64!`, 'base64'],
  [`k1:${key(1)},k1:${key(2)}`, 'twice'],
])('says what is wrong with %j', (text, what) => {
  expect(parseSecretKeys(text)).toContain(what);
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('makes a key once, readable by its owner only, and keeps it', () => {
  const dataDir = join(folder, 'data');
  const made = keptSecretKeys(dataDir);
  expect(made[0].bytes).toHaveLength(32);
  expect(keptSecretKeys(dataDir)).toEqual(made);
  expect(statSync(join(dataDir, 'secret-keys')).mode & 0o077).toBe(0);
  expect(statSync(dataDir).mode & 0o077).toBe(0);
});

test('makes another key for another folder', () => {
  expect(keptSecretKeys(join(folder, 'one'))[0].bytes).not.toEqual(keptSecretKeys(join(folder, 'two'))[0].bytes);
});
