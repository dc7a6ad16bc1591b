import { getMetadataStorage } from 'type-graphql';
import { beforeAll, expect, test } from 'vitest';
import type { Rule } from '../src/http/rule.ts';
import { createSchema } from '../src/app/schema.ts';
import { permissionsOf, type Role } from '../src/permissions/permissions.ts';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  signInAsClient,
  signInAsStaff,
  type TestClient,
  type TestProduct,
} from './product.ts';
import type { ApiClient } from './api-client.ts';

// Every query and mutation has a rule of its own, and the rule is what decides.

let product: TestProduct;
let client: TestClient;
const apiClients = new Map<string, ApiClient>();

beforeAll(async () => {
  product = await sharedProduct();
  const practice = await openPractice(product);
  client = await addClient(product, practice);
  apiClients.set('anonymous', product.apiClient());
  apiClients.set('client', await signInAsClient(product, practice.slug, client.email));
  apiClients.set('owner', await signInAsStaff(product, practice.ownerEmail));
  for (const role of ['clinician', 'front-desk'] as const) {
    apiClients.set(role, await signInAsStaff(product, await addStaff(product, practice, role)));
  }
});

async function rules(): Promise<Map<string, Rule[]>> {
  const schema = await createSchema();
  const { queries, mutations } = getMetadataStorage();
  const ruleOf = new Map(
    [...queries, ...mutations].map(({ schemaName, roles }) => [schemaName, (roles ?? []) as Rule[]]),
  );
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  return new Map(fields.map((field) => [field, ruleOf.get(field) ?? []]));
}

test('every query and mutation has exactly one rule', async () => {
  const all = await rules();
  expect(all.size).toBeGreaterThan(20);
  for (const [field, rule] of all) expect(rule, `${field} needs @Authorized`).toHaveLength(1);
});

test('what anyone may use is this, and nothing else', async () => {
  const everyone: ReadonlySet<Rule | undefined> = new Set<Rule>(['anyone', 'anyone-but-keys']);
  const open = [...(await rules())].filter(([, [rule]]) => everyone.has(rule)).map(([field]) => field);
  expect(open.toSorted()).toEqual([
    'apiKey',
    'me',
    'portal',
    'redeemLink',
    'redeemPin',
    'requestSignInLink',
    'requestStaffSignInLink',
    'sendNewLink',
    'signOut',
    'signOutDevice',
    'staff',
    'staySignedIn',
  ]);
});

const someId = '00000000-0000-4000-8000-000000000000';
/** One harmless operation for each rule: nothing that it names exists, so who is let through is told that. */
const operations: [rule: Rule, operation: string][] = [
  ['portal-account', `mutation { chooseClient(input: { portalAccessId: "${someId}" }) { email } }`],
  ['clients.read', `{ client(id: "${someId}") { id } }`],
  ['clients.write', `mutation { archiveClient(input: { clientId: "${someId}" }) { id } }`],
  ['access.write', `mutation { setPortalAccess(input: { portalAccessId: "${someId}", active: true }) { __typename } }`],
  [
    'access.write',
    `mutation { changeAddress(input: { portalAccessId: "${someId}", email: "a@b.example" }) { __typename } }`,
  ],
  [
    'access.write',
    `mutation { updatePortalAccess(input: { portalAccessId: "${someId}", version: 1, relationship: SELF }) { __typename } }`,
  ],
  ['access.write', `mutation { removePortalAccess(input: { portalAccessId: "${someId}" }) { __typename } }`],
  ['access.write', `mutation { addPortalAccess(input: { clientId: "${someId}", email: "a@b.example" }) { id } }`],
  ['invitations.send', `mutation { sendInvitation(input: { portalAccessId: "${someId}" }) { id } }`],
  ['pins.generate', `mutation { generatePin(input: { portalAccessId: "${someId}" }) { digits } }`],
  ['pins.generate', `mutation { revokePin(input: { portalAccessId: "${someId}" }) { id } }`],
  ['practice.read', '{ practice { id } }'],
  ['webhooks.manage', '{ webhookEndpoints { id } }'],
  [
    'practice.write',
    `mutation { updatePractice(input: { version: 1, name: "", mailName: "", timeZone: "", slug: "", linkLifetimeMinutes: 1,
      pinLifetimeMinutes: 1 }) { __typename } }`,
  ],
];

test.each(operations)('%s decides who may run %s', async (rule, operation) => {
  const answers: Record<string, string | undefined> = {};
  for (const [who, apiClient] of apiClients) answers[who] = (await apiClient.execute(operation)).code;

  const expected: Record<string, string> = {
    anonymous: 'stopped',
    client: rule === 'portal-account' ? 'let through' : 'stopped',
  };
  for (const role of ['owner', 'clinician', 'front-desk'] satisfies Role[]) {
    const allowed = (permissionsOf[role] as readonly Rule[]).includes(rule);
    expected[role] = allowed ? 'let through' : 'stopped';
  }
  const ended = Object.entries(answers).map(([who, code = '']) => [
    who,
    ['UNAUTHENTICATED', 'FORBIDDEN'].includes(code) ? 'stopped' : 'let through',
  ]);
  expect(Object.fromEntries(ended)).toEqual(expected);
  expect(answers['anonymous']).toBe('UNAUTHENTICATED');
});

test('the front desk answers the phone, and changes neither records nor settings', () => {
  expect(permissionsOf['front-desk']).toEqual(
    expect.arrayContaining(['pins.generate', 'invitations.send', 'access.write']),
  );
  for (const permission of ['clients.write', 'practice.write', 'staff.write'] as const) {
    expect(permissionsOf['front-desk']).not.toContain(permission);
  }
  for (const permission of ['practice.write', 'staff.write'] as const)
    expect(permissionsOf.clinician).not.toContain(permission);
});
