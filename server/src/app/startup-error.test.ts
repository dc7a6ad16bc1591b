import { entities } from './entities.ts';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
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
