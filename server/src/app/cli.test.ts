import { executeSql } from '../../test/execute-sql.ts';
import { entities } from './entities.ts';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { takeDataFolder } from '../db/data-folder.ts';
import { openDatabase } from '../db/open-database.ts';

// Each process that is started here takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'porchlight-cli-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Ended {
  code: number;
  said: string;
  complained: string;
}

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Runs the built tool as an operator does, in a process of its own. */
function porchlight(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, said, complained) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, said, complained });
    });
  });
}

const opening = (slug: string) =>
  ['create-practice', '--slug', slug, '--name', 'Harbor Counseling', '--time-zone', 'America/New_York'].concat([
    '--owner-name',
    'Olivia Hart',
    '--owner-email',
    'Olivia@Harbor.example',
  ]);

test('opens a practice with its first owner, once', async () => {
  const first = await porchlight(opening('harbor'));
  expect(first).toMatchObject({ code: 0, complained: '' });
  expect(first.said).toContain('Harbor Counseling is open: http://localhost:4000/harbor');

  const second = await porchlight(opening('harbor'));
  expect(second).toMatchObject({ code: 1, said: '' });
  expect(second.complained).toMatch(/^Another practice has this portal address[^\n]*\n$/);

  const opened = await openDatabase({ dataDir }, entities);
  try {
    const rows = await executeSql(
      opened.database,
      'SELECT p.slug, m.email, m.role FROM practice p JOIN staff_member m ON m.practice_id = p.id',
    );
    expect(rows).toEqual([{ slug: 'harbor', email: 'olivia@harbor.example', role: 'owner' }]);
  } finally {
    await opened.close();
  }
});

test.each([
  ['nothing', [], 'create-practice --slug'],
  ['a command that it does not know', ['destroy'], 'create-practice --slug'],
  ['too little', ['create-practice', '--slug', 'harbor'], 'Missing: --name, --time-zone, --owner-name, --owner-email'],
  ['an option that it does not know', ['create-practice', '--colour', 'red'], '--colour'],
])('says how it is used when it is given %s', async (_, args, what) => {
  const { code, complained } = await porchlight(args);
  expect(code).toBe(1);
  expect(complained).toContain(what);
  expect(complained).not.toContain('    at ');
});

test('says which process has the data folder, when one is running on it', async () => {
  const own = join(dataDir, 'taken');
  const release = takeDataFolder(own);
  const { code, complained } = await porchlight(opening('harbor'), { DATA_DIR: own });
  release();
  expect(code).toBe(1);
  expect(complained).toMatch(new RegExp(`^Another Porchlight \\(process ${process.pid}\\)[^\n]*\n$`));
});

test('names what is wrong with the configuration', async () => {
  const { code, complained } = await porchlight(['migrate'], { NODE_ENV: 'production' });
  expect(code).toBe(1);
  for (const variable of ['SECRET_KEYS', 'MAIL_TRANSPORT', 'PUBLIC_ORIGIN']) expect(complained).toContain(variable);
  expect(complained).not.toContain('    at ');
});
