import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { issueStaffLink } from './test/credentials.ts';
import { seedManyClients } from './test/many-clients.ts';
import { openPractice, openTestProduct, type TestProduct } from './test/product.ts';
import { newDatabase } from './test/two-servers.ts';

// How long the server takes over the list of a practice with very many clients: whole GraphQL answers, with the
// addresses, invitations and sign-ins of every row, as the workspace asks for them.

const count = Number(process.argv[2] ?? 100_000);
const rounds = 50;
const page = new URL('../docs/performance.md', import.meta.url);

const query = `query ($search: String, $archived: Boolean! = false, $filter: ClientFilter, $sort: ClientSort! = NAME,
                      $descending: Boolean! = false, $after: String) {
  clients(search: $search, archived: $archived, filter: $filter, sort: $sort, descending: $descending, after: $after,
          first: 25) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { cursor node { id name reference lastSignIn { at }
      accesses { id email active invitation { sentAt delivery { state } } bounce { state } lastSignIn { at } } } } } }`;

interface Case {
  name: string;
  variables: Record<string, unknown>;
}

const filters = ['NO_ADDRESS', 'NEVER_INVITED', 'NEVER_SIGNED_IN', 'BOUNCED', 'ACCESS_OFF'];
const sorts = ['NAME', 'LAST_SIGN_IN', 'INVITATION', 'ADDED'];
const searches = {
  z: 'one letter, few names',
  m: 'one letter, many names',
  zi: 'two letters, rare',
  gm: 'two letters, most addresses',
  xu: 'a whole short name',
  gmail: 'most addresses',
  garcia: 'a common name',
  'sam novak': 'first and last name',
  '4711@': 'part of one address',
  'h-4711': 'a reference',
  'ada.s': 'an address being typed',
  'nobody here': 'nothing',
};

const cases: Case[] = [
  ...sorts.flatMap((sort) =>
    [false, true].map((descending) => ({
      name: `everyone, by ${words(sort)}${descending ? ', from the end' : ''}`,
      variables: { sort, descending },
    })),
  ),
  ...filters.flatMap((filter) =>
    sorts.map((sort) => ({
      name: `${words(filter)}, by ${words(sort)}`,
      variables: { filter, sort, descending: sort !== 'NAME' },
    })),
  ),
  ...Object.entries(searches).map(([search, what]) => ({ name: `“${search}” (${what})`, variables: { search } })),
  { name: '“ga”, by last sign-in', variables: { search: 'ga', sort: 'LAST_SIGN_IN', descending: true } },
  {
    name: '“garcia”, never invited, by last sign-in',
    variables: { search: 'garcia', filter: 'NEVER_INVITED', sort: 'LAST_SIGN_IN', descending: true },
  },
  { name: 'archived, by name', variables: { archived: true } },
  { name: 'archived, by last sign-in', variables: { archived: true, sort: 'LAST_SIGN_IN', descending: true } },
];

function words(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ');
}

/** A cursor deep inside the list, as if one had gone on page by page. */
async function deep({ sql }: TestProduct, practiceId: string): Promise<Case[]> {
  const found = async (key: string, column: string) => {
    const [row] = await sql<{ key: string; id: string }>(
      `SELECT ${key} AS key, id FROM client WHERE practice_id = $1 AND archived_at IS NULL
        ORDER BY ${column}, id OFFSET ${Math.floor(count / 2)} LIMIT 1`,
      [practiceId],
    );
    return Buffer.from(JSON.stringify([row?.key, row?.id])).toString('base64url');
  };
  const time = (column: string) =>
    `CASE WHEN isfinite(${column}) THEN to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') ELSE '-infinity' END`;
  return [
    { name: 'everyone, by name, from the middle', variables: { after: await found('sort_name', 'sort_name') } },
    ...(await Promise.all(
      Object.entries({ LAST_SIGN_IN: 'last_signed_in_at', INVITATION: 'last_invited_at' }).map(
        async ([sort, column]) => ({
          name: `everyone, by ${words(sort)}, from the middle`,
          variables: { sort, descending: true, after: await found(time(column), column) },
        }),
      ),
    )),
    { name: 'everyone, by added, from the middle', variables: { sort: 'ADDED', after: await found("''", 'id') } },
  ];
}

const url = await newDatabase();
const product = await openTestProduct({ JOBS: 'off' }, url);
try {
  const practice = await openPractice(product);
  const owner = new pg.Client(url);
  await owner.connect();
  const began = performance.now();
  await seedManyClients((text) => owner.query(text), practice.practiceId, count);
  await owner.end();
  console.log(`${count} clients made in ${Math.round((performance.now() - began) / 1000)} s`);

  const staff = product.apiClient();
  await staff.redeemLink(await issueStaffLink(product, practice));
  const lines: string[] = [];
  for (const { name, variables } of [...cases, ...(await deep(product, practice.practiceId))]) {
    const took: number[] = [];
    let total = 0;
    for (let round = -5; round < rounds; round += 1) {
      const start = performance.now();
      const { data, body } = await staff.execute(query, variables);
      if (round >= 0) took.push(performance.now() - start);
      if (!data.clients) throw new Error(`${name}: ${body}`);
      total = data.clients.totalCount;
    }
    took.sort((a, b) => a - b);
    const [p50 = 0, p95 = 0] = [took[Math.floor(rounds * 0.5)], took[Math.floor(rounds * 0.95)]];
    lines.push(`| ${name} | ${total} | ${p50.toFixed(1)} | ${p95.toFixed(1)} |`);
    console.log(lines.at(-1));
  }
  if (process.argv.includes('--write')) write(lines);
} finally {
  await product.close();
}

/** Puts the table between its markers. */
function write(lines: string[]): void {
  const [begin, end] = ['<!-- the list of clients -->', '<!-- end of the list of clients -->'];
  const table = ['| The list | clients found | p50, ms | p95, ms |', '| --- | --: | --: | --: |', ...lines].join('\n');
  const text = readFileSync(page, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for it: ${begin} … ${end}`);
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}
process.exit(0);
