import { expect, test } from 'vitest';
import { parseSecretKeys, type SecretKeys } from './secret-keys.ts';
import { Sealer } from './sealer.ts';

const key = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;
const keys = (text: string) => parseSecretKeys(text) as SecretKeys;
const sealer = new Sealer(keys(key('k1', 1)), 'test');

test('opens what it sealed, in the place it was sealed for', () => {
  const sealed = sealer.seal('407192 – ünï', 'here');
  expect(sealer.open(sealed, 'here')).toBe('407192 – ünï');
  expect(sealer.open(sealed, 'there')).toBeUndefined();
});

test('never writes the same text twice in the same way', () => {
  expect(sealer.seal('407192', 'here')).not.toBe(sealer.seal('407192', 'here'));
});

test.each(['', 'k1.', 'k1', 'k1.AAAA', 'k9.AAAA', `k1.${'A'.repeat(80)}`])('does not open %j', (text) => {
  expect(sealer.open(text, 'here')).toBeUndefined();
});

test('notices a changed bit', () => {
  const [id, text = ''] = sealer.seal('407192', 'here').split('.');
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  expect(sealer.open(`${id}.${bytes.toString('base64url')}`, 'here')).toBeUndefined();
});

test('opens what an older key sealed, as long as that key is kept, and not for another purpose', () => {
  const sealed = sealer.seal('407192', 'here');
  expect(new Sealer(keys(`${key('k2', 2)},${key('k1', 1)}`), 'test').open(sealed, 'here')).toBe('407192');
  expect(new Sealer(keys(key('k2', 2)), 'test').open(sealed, 'here')).toBeUndefined();
  expect(new Sealer(keys(key('k1', 1)), 'other').open(sealed, 'here')).toBeUndefined();
});
