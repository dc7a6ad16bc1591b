import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addClient,
  openPractice,
  openTestProduct,
  signInAsClient,
  signInAsStaff,
  type TestProduct,
} from '../../test/product.ts';
import { waitForBackgroundWork } from '../../test/time.ts';
import { startDemo } from './demo.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct();
  await startDemo(product.stores);
});
afterAll(async () => product.close());

interface Row {
  name: string;
  email: string | null;
  active: boolean | null;
  invited: boolean | null;
  signedIn: boolean | null;
}

async function clientsOf(slug: string): Promise<Row[]> {
  return product.sql<Row>(
    `SELECT c.first_name || ' ' || c.last_name AS name, t.email, a.active, a.invited_at IS NOT NULL AS invited,
            EXISTS (SELECT 1 FROM activity v WHERE v.portal_account_id = t.id AND v.kind = 'signed-in') AS "signedIn"
       FROM practice p JOIN client c ON c.practice_id = p.id
       LEFT JOIN portal_access a ON a.practice_id = p.id AND a.client_id = c.id
       LEFT JOIN portal_account t ON t.practice_id = p.id AND t.id = a.portal_account_id
      WHERE p.slug = $1 ORDER BY name`,
    [slug],
  );
}

test('holds someone for each situation that the product knows', async () => {
  const harbor = await clientsOf('harbor');
  const find = (name: string) => harbor.find((row) => row.name === name);
  expect(find('Jamie Rivera')).toMatchObject({
    email: 'jamie@client.example',
    active: true,
    invited: true,
    signedIn: true,
  });
  expect(find('Alex Chen')).toMatchObject({
    email: 'alex@client.example',
    active: true,
    invited: false,
    signedIn: false,
  });
  expect(find('Sam Okafor')).toMatchObject({ email: 'sam@client.example', active: false });
  expect(find('Riley Novak')).toMatchObject({ email: null });
  for (const name of ['Mia Brandt', 'Leo Brandt']) expect(find(name)).toMatchObject({ email: 'parent@client.example' });
  expect(harbor.length).toBeGreaterThanOrEqual(30);
  expect((await clientsOf('lakeside')).find((row) => row.email === 'jamie@client.example')).toBeDefined();
});

test.each([
  ['owner@harbor.example', 'OWNER', 'harbor'],
  ['clinician@harbor.example', 'CLINICIAN', 'harbor'],
  ['frontdesk@harbor.example', 'FRONT_DESK', 'harbor'],
  ['owner@lakeside.example', 'OWNER', 'lakeside'],
])('%s signs in as %s of %s', async (email, role, slug) => {
  const apiClient = await signInAsStaff(product, email);
  expect((await apiClient.execute('{ staff { role practice { slug } } }')).data.staff).toEqual({
    role,
    practice: { slug },
  });
});

test('its parent of two signs in and chooses', async () => {
  const apiClient = await signInAsClient(product, 'harbor', 'parent@client.example');
  const { accesses, chosen } = (await apiClient.execute('{ me { accesses { clientName } chosen { id } } }')).data.me;
  expect(accesses.map((access: { clientName: string }) => access.clientName).toSorted()).toEqual([
    'Leo Brandt',
    'Mia Brandt',
  ]);
  expect(chosen).toBeNull();
});

test('is made once: starting again changes nothing', async () => {
  await waitForBackgroundWork(product);
  const count = async () =>
    (
      await product.sql(
        'SELECT (SELECT count(*) FROM client) AS clients, (SELECT count(*) FROM staff_member) AS staff, (SELECT count(*) FROM activity) AS activity',
      )
    )[0];
  const before = await count();
  await startDemo(product.stores);
  expect(await count()).toEqual(before);
});

test('is not made where there is a practice already', async () => {
  const own = await openTestProduct({ JOBS: 'off' });
  try {
    await addClient(own, await openPractice(own));
    await startDemo(own.stores);
    expect(await own.sql("SELECT slug FROM practice WHERE slug IN ('harbor', 'lakeside')")).toEqual([]);
  } finally {
    await own.close();
  }
});
