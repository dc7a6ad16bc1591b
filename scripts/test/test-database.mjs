import { findPostgres, startPostgres, testSettings } from '../postgres.mjs';

/** @type {ReturnType<typeof startPostgres> | undefined} */
let started;

/**
 * The Postgres that tests may create databases in: TEST_DATABASE_URL, or a throw-away one that
 * lives until `stopTestDatabase`.
 *
 * @returns {Promise<string | undefined>} its URL; undefined when this machine has none
 */
export async function testDatabase() {
  const { TEST_DATABASE_URL } = process.env;
  if (TEST_DATABASE_URL) return TEST_DATABASE_URL;
  if (!findPostgres()) return undefined;
  if (!started) started = startPostgres(testSettings);
  const { url } = await started;
  return url;
}

/** Ends and removes the throw-away Postgres, if there is one. */
export async function stopTestDatabase() {
  const postgres = await started;
  await postgres?.stop();
}
