import { beforeAll, expect, test } from 'vitest';
import { newId } from '../src/lib/ids.ts';
import { addClient, openPractice, sharedProduct, signInAsStaff, type TestClient, type TestProduct } from './product.ts';
import type { ApiClient } from './api-client.ts';

// Someone else's id answers exactly as an id that does not exist, and nothing happens to what it names.

let product: TestProduct;
let owner: ApiClient;
let own: TestClient;
let theirs: TestClient;

beforeAll(async () => {
  product = await sharedProduct();
  const [mine, other] = [await openPractice(product), await openPractice(product)];
  owner = await signInAsStaff(product, mine.ownerEmail);
  own = await addClient(product, mine);
  theirs = await addClient(product, other);
});

type Kind = 'clientId' | 'portalAccessId';
const operations: [name: string, id: Kind, operation: string][] = [
  ['client', 'clientId', 'query ($id: ID!) { client(id: $id) { id name } }'],
  [
    'updateClient',
    'clientId',
    `mutation ($id: ID!) { updateClient(input: { clientId: $id, version: 1, firstName: "Taken", lastName: "Over" }) { __typename } }`,
  ],
  ['archiveClient', 'clientId', 'mutation ($id: ID!) { archiveClient(input: { clientId: $id }) { id } }'],
  [
    'addPortalAccess',
    'clientId',
    'mutation ($id: ID!) { addPortalAccess(input: { clientId: $id, email: "thief@evil.example" }) { id } }',
  ],
  [
    'setPortalAccess',
    'portalAccessId',
    'mutation ($id: ID!) { setPortalAccess(input: { portalAccessId: $id, active: false }) { ... on PortalAccess { id } } }',
  ],
  [
    'changeAddress',
    'portalAccessId',
    'mutation ($id: ID!) { changeAddress(input: { portalAccessId: $id, email: "thief@evil.example" }) { ... on PortalAccess { id } } }',
  ],
  [
    'updatePortalAccess',
    'portalAccessId',
    'mutation ($id: ID!) { updatePortalAccess(input: { portalAccessId: $id, version: 1, relationship: SELF }) { __typename } }',
  ],
  [
    'removePortalAccess',
    'portalAccessId',
    'mutation ($id: ID!) { removePortalAccess(input: { portalAccessId: $id }) { __typename } }',
  ],
  ['sendInvitation', 'portalAccessId', 'mutation ($id: ID!) { sendInvitation(input: { portalAccessId: $id }) { id } }'],
  ['generatePin', 'portalAccessId', 'mutation ($id: ID!) { generatePin(input: { portalAccessId: $id }) { digits } }'],
  ['revokePin', 'portalAccessId', 'mutation ($id: ID!) { revokePin(input: { portalAccessId: $id }) { id } }'],
];

test.each(operations)(
  '%s answers alike for an id of another practice, one that nothing has, and one that is none',
  async (_, kind, operation) => {
    const strange = [
      newId(),
      'nonsense',
      '',
      '%',
      '\0',
      "' OR 1=1 --",
      '00000000-0000-0000-0000-000000000000',
      theirs.portalAccountId,
      'x'.repeat(5000),
    ];
    const answer = await owner.execute(operation, { id: theirs[kind] });
    expect(answer.code).toBe('NOT_FOUND');
    for (const id of strange) {
      const other = await owner.execute(operation, { id });
      expect(other.body, id).toBe(answer.body);
      expect(other.status).toBe(answer.status);
    }
  },
);

test('nothing of the other practice was touched by all that', async () => {
  const [client] = await product.sql('SELECT first_name, version, archived_at FROM client WHERE id = $1', [
    theirs.clientId,
  ]);
  expect(client).toEqual({ first_name: 'Jamie', version: 1, archived_at: null });
  const accesses = await product.sql('SELECT id, active, invited_at, version FROM portal_access WHERE client_id = $1', [
    theirs.clientId,
  ]);
  expect(accesses).toEqual([{ id: theirs.portalAccessId, active: true, invited_at: null, version: 1 }]);
  const ofTheirs = 'practice_id = (SELECT practice_id FROM client WHERE id = $1)';
  expect(await product.sql(`SELECT id FROM pin WHERE ${ofTheirs}`, [theirs.clientId])).toEqual([]);
  const addresses = `SELECT email FROM portal_account WHERE ${ofTheirs}`;
  expect(await product.sql(addresses, [theirs.clientId])).toEqual([{ email: theirs.email }]);
});

test('the same operations do work for an id of the own practice', async () => {
  for (const [name, kind, operation] of operations.filter(([each]) => each === 'client' || each === 'generatePin')) {
    expect((await owner.execute(operation, { id: own[kind] })).code, name).toBeUndefined();
  }
});

test('lists hold clients of the own practice only', async () => {
  const { edges } = (await owner.execute('{ clients(search: "jamie") { edges { node { id } } } }')).data.clients;
  expect(edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual([own.clientId]);
});
