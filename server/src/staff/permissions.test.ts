import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import {
  addClient,
  addStaff,
  openPractice,
  sharedProduct,
  signInAsClient,
  signInAsStaff,
  type TestProduct,
} from '../../test/product.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { createSchema } from '../app/schema.ts';
import { permissionsOf, permissionTexts, roles } from '../permissions/permissions.ts';

// Who is let in, by every field of the API: C a client's portal account, F the front desk, K a clinician, O an owner,
// and A whoever is not signed in. A field that is not in this table fails, and so does one that lets in anyone else.
const letIn: Readonly<Record<string, string>> = {
  portal: 'A C F K O',
  me: 'A C F K O',
  staff: 'A C F K O',
  requestSignInLink: 'A C F K O',
  requestStaffSignInLink: 'A C F K O',
  sendNewLink: 'A C F K O',
  apiKey: 'A C F K O',
  redeemLink: 'A C F K O',
  redeemPin: 'A C F K O',
  signOut: 'A C F K O',
  // Asked here for a portal account's session.
  signOutDevice: 'C',
  staySignedIn: 'C',
  chooseClient: 'C',

  client: 'F K O',
  clients: 'F K O',
  practice: 'F K O',
  permissions: 'F K O',
  staffMembers: 'F K O',
  practiceActivity: 'F K O',
  addPortalAccess: 'F K O',
  setPortalAccess: 'F K O',
  changeAddress: 'F K O',
  sendInvitation: 'F K O',
  generatePin: 'F K O',
  revokePin: 'F K O',
  updatePortalAccess: 'F K O',
  removePortalAccess: 'F K O',
  invitationBatch: 'F K O',
  invitationBatches: 'F K O',
  invitationPreview: 'F K O',
  startInvitations: 'F K O',
  pauseInvitations: 'F K O',
  resumeInvitations: 'F K O',
  cancelInvitations: 'F K O',
  unmatchedAttempts: 'F K O',

  createClient: 'K O',
  updateClient: 'K O',
  archiveClient: 'K O',
  clientImport: 'K O',
  clientImports: 'K O',
  setImportMapping: 'K O',
  confirmImport: 'K O',
  cancelImport: 'K O',

  updatePractice: 'O',
  addStaffMember: 'O',
  updateStaffMember: 'O',
  removeStaffMember: 'O',
  restoreStaffMember: 'O',
  inviteStaffMember: 'O',
  apiKeys: 'O',
  createApiKey: 'O',
  revokeApiKey: 'O',
  webhookEndpoint: 'O',
  webhookEndpoints: 'O',
  createWebhookEndpoint: 'O',
  updateWebhookEndpoint: 'O',
  removeWebhookEndpoint: 'O',
  rotateWebhookSecret: 'O',
  sendTestEvent: 'O',
  redeliver: 'O',
};

let product: TestProduct;
const apiClients: [letter: string, apiClient: ApiClient][] = [];

beforeAll(async () => {
  product = await sharedProduct();
  const practice = await openPractice(product);
  const client = await addClient(product, practice);
  apiClients.push(
    ['A', product.apiClient()],
    ['C', await signInAsClient(product, practice.slug, client.email)],
    ['F', await signInAsStaff(product, await addStaff(product, practice, 'front-desk'))],
    ['K', await signInAsStaff(product, await addStaff(product, practice, 'clinician'))],
    ['O', await signInAsStaff(product, practice.ownerEmail)],
  );
});

/** Something of the right shape, which nothing in the practice answers to. */
function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return [sample(type.ofType)];
  if (isEnumType(type))
    return type.getValues().find(({ name }) => name === 'PORTAL')?.name ?? type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(fields.map((field) => [field.name, sample(field.type)]));
  }
  if (type.name === 'ID') return '00000000-0000-4000-8000-000000000000';
  if (type.name === 'Boolean') return false;
  return type.name === 'String' ? '' : 1;
}

function operation(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>) {
  const needed = field.args.filter(({ type }) => isNonNullType(type));
  const head = needed.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = needed.map(({ name }) => `${name}: $${name}`).join(', ');
  const type = getNamedType(field.type);
  const fields = isObjectType(type) || isUnionType(type) ? ' { __typename }' : '';
  return {
    name: field.name,
    text: `${kind}${head && ` (${head})`} { ${field.name}${given && ` (${given})`}${fields} }`,
    variables: Object.fromEntries(needed.map(({ name, type }) => [name, sample(type)])),
  };
}

test('every field of the API allows the callers of its rule, and no others', async () => {
  const schema = await createSchema();
  const found: Record<string, string> = {};
  const fields = [
    ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => operation('query', field)),
    ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => operation('mutation', field)),
  ];
  // Signing out ends what the others need.
  const last = ({ name }: { name: string }) => Number(name === 'signOut');
  for (const { name, text, variables } of fields.toSorted((one, other) => last(one) - last(other))) {
    const allowed: string[] = [];
    for (const [letter, apiClient] of apiClients) {
      const { code } = await apiClient.execute(text, variables);
      if (code !== 'UNAUTHENTICATED' && code !== 'FORBIDDEN') allowed.push(letter);
      expect(code, `${name} as ${letter}`).not.toBe('GRAPHQL_VALIDATION_FAILED');
    }
    found[name] = allowed.join(' ');
  }
  expect(found).toEqual(letIn);
});

test('the table of who may do what on the screen is the one that the server goes by', async () => {
  const practice = await openPractice(product);
  const owner = await signInAsStaff(product, practice.ownerEmail);
  const rows = (await owner.execute('{ permissions { permission roles } }')).data.permissions as {
    permission: string;
    roles: string[];
  }[];
  const seen = (role: string) => rows.filter((row) => row.roles.includes(role)).map(({ permission }) => permission);
  const own = async (apiClient: ApiClient): Promise<string[]> =>
    (await apiClient.execute('{ staff { permissions } }')).data.staff.permissions;
  expect(seen('OWNER').toSorted()).toEqual((await own(owner)).toSorted());
  const frontDesk = await signInAsStaff(product, await addStaff(product, practice, 'front-desk'));
  expect(seen('FRONT_DESK').toSorted()).toEqual((await own(frontDesk)).toSorted());
  expect(Object.keys(permissionTexts).toSorted()).toEqual([...permissionsOf.owner].toSorted());
  expect(roles).toEqual(['owner', 'clinician', 'front-desk']);
});
