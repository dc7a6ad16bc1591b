import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestProduct, type TestProduct } from '../../test/product.ts';
import { newDatabase } from '../../test/two-servers.ts';
import { DistributionError, distribute, isDistributed } from './distribute.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct({ JOBS: 'off' }, await newDatabase());
});
afterAll(async () => product.close());

test('says in one sentence what is missing where the server has no Citus, and changes nothing', async () => {
  const { dataSource } = product.stores.database;
  const keys = () => product.sql("SELECT conname FROM pg_constraint WHERE contype = 'f' ORDER BY conname");
  const before = await keys();
  const refusal = await distribute(dataSource).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DistributionError);
  expect((refusal as Error).message).toMatch(/Citus extension/);
  expect(await keys()).toEqual(before);
  expect(await isDistributed(dataSource)).toBe(false);
});
