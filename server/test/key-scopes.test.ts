import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { beforeAll, expect, test } from 'vitest';
import { type Scope, scopes } from '../src/permissions/scopes.ts';
import { createSchema } from '../src/app/schema.ts';
import { addKey } from './api-key.ts';
import { addClient, openPractice, sharedProduct, type TestPractice, type TestProduct } from './product.ts';
import type { ApiClient } from './api-client.ts';

// What an API key may do, scope by scope and field by field. A new field is missing here until someone decides.

const fieldsOf: Readonly<Record<Scope | 'every key' | 'no key', readonly string[]>> = {
  'clients:read': ['client', 'clients', 'unmatchedAttempts'],
  'clients:write': [
    'createClient',
    'updateClient',
    'archiveClient',
    'addPortalAccess',
    'setPortalAccess',
    'changeAddress',
    'updatePortalAccess',
    'removePortalAccess',
    'clientImport',
    'clientImports',
    'setImportMapping',
    'confirmImport',
    'cancelImport',
  ],
  'invitations:send': [
    'sendInvitation',
    'invitationPreview',
    'invitationBatch',
    'invitationBatches',
    'startInvitations',
    'pauseInvitations',
    'resumeInvitations',
    'cancelInvitations',
  ],
  'pins:generate': ['generatePin', 'revokePin'],
  'activity:read': ['practiceActivity'],
  'practice:read': ['practice', 'staffMembers', 'permissions'],
  'practice:write': ['updatePractice'],
  'webhooks:manage': [
    'webhookEndpoint',
    'webhookEndpoints',
    'createWebhookEndpoint',
    'updateWebhookEndpoint',
    'rotateWebhookSecret',
    'removeWebhookEndpoint',
    'sendTestEvent',
    'redeliver',
  ],
  'every key': ['apiKey', 'me', 'portal', 'requestSignInLink', 'sendNewLink', 'staff'],
  'no key': [
    'addStaffMember',
    'apiKeys',
    'chooseClient',
    'createApiKey',
    'inviteStaffMember',
    'redeemLink',
    'redeemPin',
    'removeStaffMember',
    'requestStaffSignInLink',
    'restoreStaffMember',
    'revokeApiKey',
    'signOut',
    'signOutDevice',
    'staySignedIn',
    'updateStaffMember',
  ],
};

let product: TestProduct;
let practice: TestPractice;
let schema: GraphQLSchema;
const programs = new Map<Scope, ApiClient>();

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
  schema = await createSchema();
  for (const scope of scopes)
    programs.set(scope, product.apiClient((await addKey(product, practice, [scope])).headers));
});

const someId = '00000000-0000-4000-8000-000000000000';

/** Some value of the type, such as callers could send. */
function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return [sample(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const wanted = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(wanted.map((field) => [field.name, sample(field.type)]));
  }
  return { ID: someId, Int: 1, Float: 1, Boolean: true, DateTime: '2026-01-01T00:00:00Z' }[type.name] ?? 'x';
}

/** The simplest operation that uses a field. */
function operationWith(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>) {
  const needed = field.args.filter((argument) => isNonNullType(argument.type));
  const declared = needed.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = needed.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  const variables = Object.fromEntries(needed.map(({ name, type }) => [name, sample(type)]));
  const inBrackets = (text: string) => (text === '' ? '' : `(${text})`);
  return { query: `${kind} ${inBrackets(declared)} { ${field.name}${inBrackets(given)} ${selection} }`, variables };
}

const rootFields = () => [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => operationAt('query', field)),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => operationAt('mutation', field)),
];
const operationAt = (kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>) => ({
  name: field.name,
  ...operationWith(kind, field),
});

test('every query and mutation is on the list exactly once', () => {
  const listed = Object.values(fieldsOf).flat();
  expect(listed.toSorted()).toEqual(
    rootFields()
      .map(({ name }) => name)
      .toSorted(),
  );
});

test.each(scopes)(
  'a key with only %s may do what the list says, and nothing else',
  { timeout: 60_000 },
  async (scope) => {
    const program = programs.get(scope);
    const passed: string[] = [];
    for (const { name, query, variables } of rootFields()) {
      const answer = await program?.execute(query, variables);
      expect(answer?.code, name).not.toBe('UNAUTHENTICATED');
      expect(answer?.code ?? '', name).not.toMatch(/^GRAPHQL_|^INTERNAL/);
      if (answer?.code !== 'FORBIDDEN') passed.push(name);
    }
    expect(passed.toSorted()).toEqual([...fieldsOf[scope], ...fieldsOf['every key']].toSorted());
  },
);

test('a refusal names the scope that is missing, or says that there is none', async () => {
  const program = programs.get('clients:read');
  const pin = await program?.generatePin(someId);
  expect(pin?.message).toBe('This API key may not do this. It would need the scope pins:generate.');
  expect((await program?.execute('{ apiKeys { id } }'))?.message).toBe('No API key may do this.');
});

/** What a field below the roots asks of a caller who was let through to its object; most ask nothing more. */
function rulesBelowRoots(): Record<string, string> {
  const { fieldResolvers, fields, objectTypes } = getMetadataStorage();
  const nameOf = new Map(objectTypes.map(({ target, name }) => [target as unknown, name]));
  const resolved = fieldResolvers.map(({ schemaName, roles, getObjectType }) => ({
    name: `${nameOf.get(getObjectType?.())}.${schemaName}`,
    roles,
  }));
  const plain = fields.map(({ schemaName, roles, target }) => ({ name: `${nameOf.get(target)}.${schemaName}`, roles }));
  const ruleOf = new Map(
    [...plain, ...resolved].map(({ name, roles }) => [name, (roles?.[0] as string | undefined) ?? 'with its object']),
  );
  const computed = new Set(resolved.map(({ name }) => name));
  const all = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => type !== schema.getQueryType() && type !== schema.getMutationType() && !isIntrospectionType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  return Object.fromEntries(
    all
      // Values that are read with their object, and the inside of a page, lead nowhere.
      .filter(
        ({ type, field }) => computed.has(`${type.name}.${field.name}`) || isCompositeType(getNamedType(field.type)),
      )
      .filter(({ field }) => !['edges', 'node', 'pageInfo'].includes(field.name))
      .map(({ type, field }) => [`${type.name}.${field.name}`, ruleOf.get(`${type.name}.${field.name}`) ?? 'none']),
  );
}

test('every field below the roots that leads further has a rule on this list', () => {
  expect(rulesBelowRoots()).toEqual({
    'ActivityEntry.client': 'with its object',
    'ActivityEntry.delivery': 'with its object',
    'Client.accesses': 'clients.read',
    'Client.activity': 'activity.read',
    'Client.lastSignIn': 'clients.read',
    'Client.phone': 'with its object',
    'ClientConnection.totalCount': 'with its object',
    'ClientImport.columns': 'with its object',
    'ClientImport.counts': 'with its object',
    'ClientImport.rows': 'with its object',
    'ClientImport.uninvited': 'with its object',
    'ClientImport.uploadedBy': 'with its object',
    'CreatedApiKey.apiKey': 'with its object',
    'GeneratedPin.portalAccess': 'with its object',
    'ImportRow.problems': 'with its object',
    'Invitation.delivery': 'with its object',
    'InvitationBatch.counts': 'with its object',
    'InvitationBatch.invitations': 'with its object',
    'InvitationBatch.startedBy': 'with its object',
    'InvitationsUnderWay.batch': 'with its object',
    'LinkRefused.portal': 'with its object',
    'PortalAccess.bounce': 'with its object',
    'PortalAccess.client': 'clients.read',
    'PortalAccess.diagnosis': 'clients.read',
    'PortalAccess.invitation': 'with its object',
    'PortalAccess.lastSignIn': 'clients.read',
    'PortalAccess.nearMisses': 'clients.read',
    'PortalAccess.newestPin': 'clients.read',
    'PortalAccess.otherClients': 'clients.read',
    'PortalAccess.pin': 'with its object',
    'PortalViewer.accesses': 'with its object',
    'PortalViewer.chosen': 'with its object',
    'PortalViewer.devices': 'with its object',
    'PortalViewer.portal': 'with its object',
    'PortalViewer.session': 'with its object',
    'ProbableAccess.access': 'with its object',
    'SignedIn.portal': 'with its object',
    'SignedInAsSomeoneElse.portal': 'with its object',
    'StaffMember.lastSignInAt': 'with its object',
    'StaffMember.linkDelivery': 'with its object',
    'StaffViewer.devices': 'with its object',
    'StaffViewer.practice': 'with its object',
    'StaffViewer.session': 'with its object',
    'UnmatchedAttempt.probable': 'clients.read',
    'WebhookEndpoint.deliveries': 'webhooks.manage',
    'WebhookEndpoint.secret': 'webhooks.manage',
  });
});

test('an act gives back what it acted on, and refuses to lead further before it does anything', async () => {
  const { portalAccessId, email } = await addClient(product, practice);
  const program = programs.get('pins:generate');
  const make = (fields: string, fragments = '') => `mutation ($id: ID!) { generatePin(input: { portalAccessId: $id }) {
    digits portalAccess { id email ${fields} } } } ${fragments}`;
  const pins = async () =>
    (
      await product.sql('SELECT 1 FROM pin p JOIN portal_account a ON a.id = p.portal_account_id WHERE a.email = $1', [
        email,
      ])
    ).length;

  for (const operation of [
    make('client { id }'),
    make('otherClients { id }'),
    make('... on PortalAccess { lastSignIn { at } }'),
    make('...F', 'fragment F on PortalAccess { ...G } fragment G on PortalAccess { client { name } }'),
  ]) {
    const refused = await program?.execute(operation, { id: portalAccessId });
    expect(refused, operation).toMatchObject({ code: 'FORBIDDEN', data: {} });
  }
  expect(await pins()).toBe(0);

  const made = (await program?.execute(make('pin { triesLeft }'), { id: portalAccessId }))?.data.generatePin;
  expect(made).toMatchObject({ portalAccess: { id: portalAccessId, email, pin: { triesLeft: 5 } } });
  expect(await pins()).toBe(1);
});

test("the record of a client takes activity:read, besides the client's own scope", async () => {
  const { clientId } = await addClient(product, practice);
  const query = 'query ($id: ID!) { client(id: $id) { name activity { edges { node { kind } } } } }';
  expect((await programs.get('clients:read')?.execute(query, { id: clientId }))?.code).toBe('FORBIDDEN');
  const both = product.apiClient((await addKey(product, practice, ['clients:read', 'activity:read'])).headers);
  expect((await both.execute(query, { id: clientId })).data.client.name).toBe('Jamie Rivera');
});

test("another practice's ids answer to a key exactly as ids that do not exist", async () => {
  const other = await addClient(product, await openPractice(product));
  const all = product.apiClient((await addKey(product, practice)).headers);
  const ids: [operation: string, theirs: string][] = [
    ['query ($id: ID!) { client(id: $id) { id } }', other.clientId],
    ['mutation ($id: ID!) { archiveClient(input: { clientId: $id }) { id } }', other.clientId],
    ['mutation ($id: ID!) { sendInvitation(input: { portalAccessId: $id }) { id } }', other.portalAccessId],
    ['mutation ($id: ID!) { generatePin(input: { portalAccessId: $id }) { digits } }', other.portalAccessId],
    [
      'mutation ($id: ID!) { setPortalAccess(input: { portalAccessId: $id, active: false }) { __typename } }',
      other.portalAccessId,
    ],
    [
      'mutation ($id: ID!) { changeAddress(input: { portalAccessId: $id, email: "a@b.example" }) { __typename } }',
      other.portalAccessId,
    ],
  ];
  for (const [operation, theirs] of ids) {
    const [found, nothing] = [
      await all.execute(operation, { id: theirs }),
      await all.execute(operation, { id: someId }),
    ];
    expect(found.code, operation).toBe('NOT_FOUND');
    expect(found.body).toBe(nothing.body);
  }
});
