import { beforeAll, expect, test } from 'vitest';
import { issueLink } from '../../test/credentials.ts';
import { addClient, openPractice, sharedProduct, type TestPractice, type TestProduct } from '../../test/product.ts';

let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  product = await sharedProduct({ JOBS: 'off' });
  practice = await openPractice(product);
});

const choose = `mutation ($input: ChooseClientInput!) { chooseClient(input: $input) { chosen { id } } }`;

test('a person with one client sees that client at once', async () => {
  const client = await addClient(product, practice);
  const apiClient = product.apiClient();
  const { redeemLink } = (await apiClient.redeemLink(await issueLink(product, practice, client))).data;
  expect(redeemLink.severalClients).toBe(false);
  const { me } = (await apiClient.execute('{ me { chosen { id clientName relationship } } }')).data;
  expect(me.chosen).toEqual({ id: client.portalAccessId, clientName: 'Jamie Rivera', relationship: 'SELF' });
});

test('a person with several clients chooses one, and the browser keeps the choice', async () => {
  const mia = await addClient(product, practice);
  const leo = await addClient(product, practice, mia.email);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, mia));
  const { me } = (await apiClient.execute('{ me { accesses { id } chosen { id } } }')).data;
  expect(me.accesses.map((access: { id: string }) => access.id).toSorted()).toEqual(
    [mia.portalAccessId, leo.portalAccessId].toSorted(),
  );
  expect(me.chosen).toBeNull();

  await apiClient.execute(choose, { input: { portalAccessId: leo.portalAccessId } });
  expect((await apiClient.execute('{ me { chosen { id } } }')).data.me.chosen.id).toBe(leo.portalAccessId);
  const other = product.apiClient();
  await other.redeemLink(await issueLink(product, practice, mia));
  expect((await other.execute('{ me { chosen { id } } }')).data.me.chosen).toBeNull();
});

test('a client whose access went off is gone from the list, while the other stays', async () => {
  const mia = await addClient(product, practice);
  const leo = await addClient(product, practice, mia.email);
  await product.sql('UPDATE portal_access SET active = false WHERE id = $1', [leo.portalAccessId]);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, mia));
  const { me } = (await apiClient.execute('{ me { accesses { id } chosen { id } } }')).data;
  expect(me).toEqual({ accesses: [{ id: mia.portalAccessId }], chosen: { id: mia.portalAccessId } });
  expect((await apiClient.execute(choose, { input: { portalAccessId: leo.portalAccessId } })).code).toBe('NOT_FOUND');
});

test('nobody can choose a client without access to it', async () => {
  const stranger = await addClient(product, practice);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, practice, await addClient(product, practice)));
  for (const portalAccessId of [stranger.portalAccessId, stranger.clientId, '', '%', 'null']) {
    expect((await apiClient.execute(choose, { input: { portalAccessId } })).code).toBe('NOT_FOUND');
  }
});

test('one address at two practices is two accounts, each seeing its own client', async () => {
  const other = await openPractice(product);
  const here = await addClient(product, practice);
  const there = await addClient(product, other, here.email);
  const apiClient = product.apiClient();
  await apiClient.redeemLink(await issueLink(product, other, there));
  const { me } = (await apiClient.execute('{ me { portal { slug } accesses { id } } }')).data;
  expect(me).toEqual({ portal: { slug: other.slug }, accesses: [{ id: there.portalAccessId }] });
});
