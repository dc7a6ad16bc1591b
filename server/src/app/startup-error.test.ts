import { entities } from './entities.ts';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { takeDataFolder } from '../db/data-folder.ts';
import { openDatabase } from '../db/open-database.ts';
import { describeStartupError } from './startup-error.ts';

const oneSentence = /^The database does not answer \([^\n()]+\)\. Check DATABASE_URL, and that Postgres runs\.$/;

const whyNot = (url: string) => openDatabase({ url }, entities).then(() => 'it opened', describeStartupError);

test('says in a sentence that no database is there', async () => {
  expect(await whyNot('postgres://porchlight@127.0.0.1:1/porchlight')).toMatch(oneSentence);
});

test('says in a sentence that a database takes the connection and then keeps silent', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  expect(await whyNot(`postgres://porchlight@127.0.0.1:${port}/porchlight`)).toMatch(oneSentence);
  silent.close();
});

test.each([
  // What the embedded database's file system throws is no Error, and has no stack.
  ['the embedded database', { name: 'ErrnoError', errno: 51 }],
  ['Node', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
  ['Postgres', Object.assign(new Error('could not extend file'), { code: '53100' })],
])('says in a sentence that the disk is full, as %s tells it', (_, error) => {
  expect(describeStartupError(error)).toBe('The disk is full. Make room, or set DATA_DIR to a folder on another disk.');
});

test('says in a sentence that the data folder cannot be used', () => {
  const folder = fileURLToPath(import.meta.url);
  let said = 'it was taken';
  try {
    takeDataFolder(folder);
  } catch (error) {
    said = describeStartupError(error);
  }
  expect(said).toMatch(/^DATA_DIR cannot be used \([^\n]+\)\. [^\n]+$/);
});
