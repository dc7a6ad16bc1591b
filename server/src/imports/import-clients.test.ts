import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../test/product.ts';
import { addKey } from '../../test/api-key.ts';
import type { Answer, ApiClient } from '../../test/api-client.ts';

let product: TestProduct;
beforeAll(async () => (product = await sharedProduct()));

async function owner(): Promise<{ practice: TestPractice; staff: ApiClient }> {
  const practice = await openPractice(product);
  return { practice, staff: await signInAsStaff(product, practice.ownerEmail) };
}

/** What a page of the API holds; each test knows the shape of its nodes. */
type Edge = { node: Answer['data'] };

/** Sends a file the way the page does. */
async function upload(apiClient: ApiClient, body: string | Buffer, headers: Record<string, string> = {}) {
  const cookie = [...apiClient.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await product.app.inject({
    method: 'POST',
    url: '/staff/imports?name=clients.csv',
    headers: { 'content-type': 'text/csv', cookie, ...headers },
    payload: body,
  });
  return { status: answer.statusCode, ...(JSON.parse(answer.body) as { id: string; error?: string }) };
}

const fields = `id version state missing uninvited
  counts { rows fresh addresses existing problems done created addressesAdded updated unchanged }
  columns { name samples field }
  rows(first: 100) { edges { node { number name status note outcome clientId problems { field message } } } }`;

async function look(staff: ApiClient, id: string) {
  return (await staff.execute(`query ($id: ID!) { clientImport(id: $id) { ${fields} } }`, { id })).data.clientImport;
}

async function confirm(staff: ApiClient, id: string, more: object = {}) {
  const { version } = await look(staff, id);
  const query = `mutation ($input: ConfirmImportInput!) { confirmImport(input: $input) { __typename
    ... on ClientImport { state } ... on ImportRefused { reason message } ... on EditedMeanwhile { version } } }`;
  return (await staff.execute(query, { input: { importId: id, version, ...more } })).data.confirmImport;
}

async function done(staff: ApiClient, id: string) {
  await expect.poll(async () => (await look(staff, id)).state, { timeout: 15_000 }).toBe('DONE');
  return look(staff, id);
}

async function importAll(staff: ApiClient, csv: string, more: object = {}) {
  const { id } = await upload(staff, csv);
  await confirm(staff, id, more);
  return done(staff, id);
}

const clientsOf = async (practice: TestPractice) =>
  product.sql<{ name: string; reference: string | null; phone: string | null; emails: string[] }>(
    `SELECT first_name || ' ' || last_name AS name, reference, phone,
            ARRAY(SELECT t.email FROM portal_access a JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
                   WHERE a.client_id = c.id ORDER BY 1) AS emails
       FROM client c WHERE practice_id = $1 ORDER BY sort_name`,
    [practice.practiceId],
  );

const list = `Reference,First name,Last name,Phone,E-mail,Relationship,Person
A-1,Ana,Alvarez,(617) 555-0190,ana@client.example,,
A-2,Ben,Brandt,,ada@client.example,mother,Ada Brandt
A-2,Ben,Brandt,,bo@client.example,father,Bo Brandt
,Cleo,Cruz,,,,
,Dee,,,dee@client,,
A-1,Ana,Alvarez,,ana@client.example,,
`;

test('shows what would become of every row, and imports nothing before it is confirmed', async () => {
  const { practice, staff } = await owner();
  const { id, status } = await upload(staff, list);
  expect(status).toBe(201);
  const shown = await look(staff, id);
  expect(shown.counts).toMatchObject({ rows: 6, fresh: 3, addresses: 1, existing: 0, problems: 2, done: 0 });
  expect(shown.rows.edges.map((edge: Edge) => [edge.node.number, edge.node.status])).toEqual([
    [2, 'NEW'],
    [3, 'NEW'],
    [4, 'ADDRESS'],
    [5, 'NEW'],
    [6, 'PROBLEM'],
    [7, 'PROBLEM'],
  ]);
  const problems = shown.rows.edges
    .slice(4)
    .map((edge: Edge) => edge.node.problems.map((each: { message: string }) => each.message));
  expect(problems).toEqual([
    ['The last name is missing.', 'That does not look like an e-mail address.'],
    ['This is the same as row 2.'],
  ]);
  expect(await clientsOf(practice)).toEqual([]);
});

test('leaves rows with problems out only when told to, and then imports the others with their people', async () => {
  const { practice, staff } = await owner();
  const { id } = await upload(staff, list);
  expect(await confirm(staff, id)).toMatchObject({ __typename: 'ImportRefused', reason: 'PROBLEMS_LEFT' });
  expect(await confirm(staff, id, { leaveOutProblems: true })).toMatchObject({ state: 'RUNNING' });

  const result = await done(staff, id);
  expect(result.counts).toMatchObject({ done: 6, created: 3, addressesAdded: 1, problems: 2 });
  expect(result.uninvited).toBe(3);
  expect(await clientsOf(practice)).toEqual([
    { name: 'Ana Alvarez', reference: 'A-1', phone: '+16175550190', emails: ['ana@client.example'] },
    { name: 'Ben Brandt', reference: 'A-2', phone: null, emails: ['ada@client.example', 'bo@client.example'] },
    { name: 'Cleo Cruz', reference: null, phone: null, emails: [] },
  ]);
  const kinds = await product.sql<{ kind: string; count: number }>(
    `SELECT kind, count(*)::int AS count FROM activity WHERE practice_id = $1 AND staff_member_id = $2
        AND kind IN ('import.started', 'client.created', 'access.added') GROUP BY kind ORDER BY kind`,
    [practice.practiceId, practice.ownerId],
  );
  expect(kinds).toEqual([
    { kind: 'access.added', count: 3 },
    { kind: 'client.created', count: 3 },
    { kind: 'import.started', count: 1 },
  ]);
});

test('makes no duplicates when the same file is imported again, with or without references', async () => {
  const { practice, staff } = await owner();
  const file =
    'Name;E-mail;Reference\nJamie Rivera;jamie@client.example;\nZoë Hart;;\nLeo Brandt;leo@client.example;L-1\n';
  await importAll(staff, file);
  const { id } = await upload(staff, file);
  expect((await look(staff, id)).counts).toMatchObject({ fresh: 0, existing: 3 });
  expect(await confirm(staff, id)).toMatchObject({ reason: 'NOTHING_TO_IMPORT' });
  expect(await clientsOf(practice)).toHaveLength(3);
});

test('says beforehand of a row without a reference that it is the client of a row above who has one', async () => {
  const { staff } = await owner();
  const { id } = await upload(
    staff,
    'Name,E-mail,Reference\nAmy Twin,amy@client.example,T-1\nAMY TWIN,Amy@Client.example,\nAmy Twin,bo@client.example,\n',
  );
  const { counts, rows } = await look(staff, id);
  expect(rows.edges[1].node.problems).toEqual([{ field: null, message: 'This is the same as row 2.' }]);
  await confirm(staff, id, { leaveOutProblems: true });
  expect((await done(staff, id)).counts.created).toBe(counts.fresh);
});

test('shows enough of a cell that is far too long to know it by, and no more', async () => {
  const { staff } = await owner();
  const letter = 'a'.repeat(9000);
  const { id } = await upload(staff, `Name,E-mail,${letter}\n${letter},${letter},\n`);
  const shown = await look(staff, id);
  expect(shown.rows.edges[0].node.name).toBe(`${letter.slice(0, 100)}…`);
  expect(JSON.stringify(shown).length).toBeLessThan(2000);
});

test('makes no duplicates of what was added between the preview and the confirmation', async () => {
  const { practice, staff } = await owner();
  const file = 'Name,E-mail\nJamie Rivera,jamie@client.example\n';
  const first = await upload(staff, file);
  const second = await upload(staff, file);
  await confirm(staff, first.id);
  await done(staff, first.id);
  await confirm(staff, second.id);
  expect((await done(staff, second.id)).counts).toMatchObject({ created: 0, unchanged: 1 });
  expect(await clientsOf(practice)).toHaveLength(1);
});

test('updates clients who are there only when told to, and never empties what the list leaves empty', async () => {
  const { practice, staff } = await owner();
  await importAll(staff, 'Reference,Name,Phone,E-mail\nA-1,Ana Alvarez,6175550190,ana@client.example\n');
  const next = 'Reference,Name,Phone,E-mail\nA-1,Ana Alvarez-Diaz,,new@client.example\nA-2,Ben Brandt,,\n';
  await importAll(staff, next);
  expect((await clientsOf(practice)).map(({ name }) => name)).toEqual(['Ana Alvarez', 'Ben Brandt']);

  expect((await importAll(staff, next, { existing: 'UPDATE' })).counts).toMatchObject({ updated: 1, unchanged: 1 });
  expect((await clientsOf(practice))[0]).toEqual({
    name: 'Ana Alvarez-Diaz',
    reference: 'A-1',
    phone: '+16175550190',
    emails: ['ana@client.example', 'new@client.example'],
  });
});

test('lets the columns be corrected, and tells who looked at an older version', async () => {
  const { staff } = await owner();
  const { id } = await upload(staff, 'Given,Family\nJamie,Rivera\n');
  const before = await look(staff, id);
  expect(before.missing).toContain('first and the last name');
  expect(await confirm(staff, id)).toMatchObject({ reason: 'COLUMNS_MISSING' });
  const query = `mutation ($input: SetImportMappingInput!) { setImportMapping(input: $input) { __typename
    ... on ClientImport { missing counts { fresh problems } } } }`;
  const input = { importId: id, version: before.version, columns: ['FIRST_NAME', 'LAST_NAME'], hasHeader: true };
  expect((await staff.execute(query, { input })).data.setImportMapping).toMatchObject({
    missing: null,
    counts: { fresh: 1, problems: 0 },
  });
  expect((await staff.execute(query, { input })).data.setImportMapping.__typename).toBe('EditedMeanwhile');
  const twice = { ...input, version: 2, columns: ['FIRST_NAME', 'FIRST_NAME'] };
  expect((await staff.execute(query, { input: twice })).code).toBe('BAD_USER_INPUT');
});

test('stops an import that is under way, and throws one away that was not started', async () => {
  const { practice, staff } = await owner();
  const cancel = 'mutation ($id: ID!) { cancelImport(input: { importId: $id }) { state } }';
  const { id } = await upload(staff, list);
  expect((await staff.execute(cancel, { id })).data.cancelImport.state).toBe('CANCELLED');
  expect(await product.sql('SELECT FROM client_import_row WHERE import_id = $1', [id])).toEqual([]);

  const many = `Name,E-mail\n${Array.from({ length: 4000 }, (_, n) => `Jo Number${n},jo${n}@client.example\n`).join('')}`;
  const second = await upload(staff, many);
  await confirm(staff, second.id);
  await expect
    .poll(async () => (await clientsOf(practice)).length, { interval: 10, timeout: 10_000 })
    .toBeGreaterThan(0);
  await staff.execute(cancel, { id: second.id });
  const stopped = (await clientsOf(practice)).length;
  expect(stopped).toBeLessThan(4000);
  expect((await look(staff, second.id)).counts).toMatchObject({ created: stopped, done: 4000 });
});

test.each([
  ['an Excel file', Buffer.from('PK\u0003\u0004x'), 400, 'spreadsheet'],
  ['a quote that never ends', 'Name\n"Jamie', 400, 'Row 2'],
  ['nothing but names of columns', 'Name,E-mail\n', 400, 'no rows'],
  ['more than 5 MB', 'x'.repeat(5 * 1024 * 1024 + 1), 413, 'larger than 5 MB'],
])('refuses %s in plain words', async (_, body, status, words) => {
  const { staff } = await owner();
  const answer = await upload(staff, body);
  expect(answer.status).toBe(status);
  expect(answer.error).toContain(words);
});

test('takes files only from staff who may change clients, and only from its own pages', async () => {
  const { practice, staff } = await owner();
  const frontDesk = await signInAsStaff(product, await addStaff(product, practice, 'front-desk'));
  expect((await upload(product.apiClient(), list)).status).toBe(401);
  expect((await upload(frontDesk, list)).status).toBe(403);
  expect((await upload(staff, list, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await upload(staff, list, { 'content-type': 'application/json' })).status).toBe(415);
  const { id } = await upload(staff, list);
  expect((await frontDesk.execute('query ($id: ID!) { clientImport(id: $id) { id } }', { id })).code).toBe('FORBIDDEN');
});

test('keeps ten uploads that wait to be confirmed, and deletes the oldest', async () => {
  const { practice, staff } = await owner();
  const first = await upload(staff, 'Name\nJamie Rivera\n');
  for (let n = 0; n < 10; n += 1) await upload(staff, 'Name\nJamie Rivera\n');
  expect((await staff.execute('query ($id: ID!) { clientImport(id: $id) { id } }', { id: first.id })).code).toBe(
    'NOT_FOUND',
  );
  const kept = await product.sql('SELECT FROM client_import_row WHERE practice_id = $1', [practice.practiceId]);
  expect(kept).toHaveLength(20);
});

test('refuses files of a practice that come while others are being read, and takes them afterwards', async () => {
  const { staff } = await owner();
  const csv = `Name\n${Array.from({ length: 500 }, (_, n) => `Jo Number${n}\n`).join('')}`;
  const answers = await Promise.all(Array.from({ length: 6 }, () => upload(staff, csv)));
  const statuses = answers.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([201, 429]));
  expect((await upload(staff, csv)).status).toBe(201);
});

test('takes uploads and files of the record out of the budget of an API key', async () => {
  const { practice } = await owner();
  const key = await addKey(product, practice);
  const headers = { ...key.headers, 'content-type': 'text/csv' };
  const send = () =>
    product.app.inject({ method: 'POST', url: '/staff/imports?name=a.csv', headers, payload: 'Name\nJamie Rivera\n' });
  const read = () => product.app.inject({ method: 'GET', url: '/staff/activity.csv', headers: key.headers });
  const uploaded = await send();
  expect(uploaded.statusCode).toBe(201);
  expect(uploaded.headers['ratelimit']).toContain('"key";r=5500');
  expect((await read()).headers['ratelimit']).toContain('"key";r=5000');
  await product.sql('UPDATE api_budget SET spent = 6000 WHERE id = $1', [key.id]);
  for (const refused of [await send(), await read()]) {
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  }
});

test("another practice's import answers as one that does not exist, its list of problems included", async () => {
  const { staff } = await owner();
  const stranger = (await owner()).staff;
  const { id } = await upload(staff, list);
  const questions = [
    'query ($id: ID!) { clientImport(id: $id) { id } }',
    'mutation ($id: ID!) { cancelImport(input: { importId: $id }) { id } }',
    'mutation ($id: ID!) { confirmImport(input: { importId: $id, version: 1 }) { __typename } }',
    'mutation ($id: ID!) { setImportMapping(input: { importId: $id, version: 1, columns: [], hasHeader: true }) { __typename } }',
  ];
  const get = (apiClient: ApiClient, of: string) =>
    product.app.inject({
      method: 'GET',
      url: `/staff/imports/${of}/problems.csv`,
      headers: { cookie: [...apiClient.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
  for (const question of questions) {
    const theirs = await stranger.execute(question, { id });
    expect(theirs.code).toBe('NOT_FOUND');
    expect(theirs.message).toBe((await stranger.execute(question, { id: crypto.randomUUID() })).message);
  }
  expect((await get(stranger, id)).statusCode).toBe(404);
  const own = await get(staff, id);
  expect(own.statusCode).toBe(200);
  expect(own.body).toContain('This is the same as row 2.');
});

test('finds a client of the practice by name and address, whatever the case, and no one of another practice', async () => {
  const { practice, staff } = await owner();
  await addClient(product, await openPractice(product), 'jamie@client.example');
  const file = 'Name,E-mail\nJAMIE RIVERA,Jamie@Client.example\n';
  expect((await look(staff, (await upload(staff, file)).id)).counts.fresh).toBe(1);
  await addClient(product, practice, 'jamie@client.example');
  expect((await look(staff, (await upload(staff, file)).id)).counts).toMatchObject({ fresh: 0, existing: 1 });
});
