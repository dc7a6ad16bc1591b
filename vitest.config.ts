import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const seconds = 1000;

const fromServer = (path: string) => fileURLToPath(new URL(`server/node_modules/${path}`, import.meta.url));

// Otherwise Vitest loads graphql twice, as ESM for us and as CommonJS for type-graphql, and the two
// copies refuse each other's types.
const oneGraphql = { find: /^graphql$/, replacement: fromServer('graphql/index.js') };

/** What is about the embedded database alone. */
const aboutEmbedded = [
  'src/app/cli.test.ts',
  'src/db/data-folder.test.ts',
  'src/db/embedded.test.ts',
  'test/statements.test.ts',
];

/** What shows that the embedded database does what a Postgres does: every kind of statement that the product runs. */
const onBothDatabases = [
  'src/activity/practice-activity.test.ts',
  'src/clients/client-list.test.ts',
  'src/clients/household.test.ts',
  'src/idempotency/idempotency.test.ts',
  'src/imports/import-clients.test.ts',
  'src/invitations/invite-many.test.ts',
  'src/mail/mail.store.test.ts',
  'src/sessions/session-life.test.ts',
  'src/sign-in/diagnosis/diagnosis.test.ts',
  'src/sign-in/link/*.test.ts',
  'src/sign-in/pin/*.test.ts',
  'src/staff/staff-members.test.ts',
  'src/webhooks/deliver-webhook.test.ts',
  'test/purge.test.ts',
];

/** What `npm run test:slow` runs in full size, and `npm test` in small. */
const inFull = [
  'test/plans.pg.test.ts',
  'test/client-list.pg.test.ts',
  'test/hostile-strings.test.ts',
  'test/import-concurrency.pg.test.ts',
];

const server = {
  root: './server',
  provide: { thorough: false },
  // A test file has practices of its own; the product, which takes longer to load than most files' tests, is shared.
  isolate: false,
  // Background work takes the time that it takes on a busy machine.
  expect: { poll: { timeout: 10 * seconds, interval: 20 } },
  setupFiles: [fromServer('reflect-metadata/Reflect.js')],
  // Migrates once, instead of once for each file.
  globalSetup: [fileURLToPath(new URL('server/test/migrated-database.ts', import.meta.url))],
  testTimeout: 20 * seconds,
  hookTimeout: 60 * seconds,
};

export default defineConfig({
  test: {
    pool: 'forks',
    // The smallest machine that the project is built on has two cores.
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        resolve: { alias: [oneGraphql] },
        test: {
          ...server,
          name: 'server',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: ['**/*.pg.test.ts', ...aboutEmbedded],
        },
      },
      {
        resolve: { alias: [oneGraphql] },
        test: {
          ...server,
          name: 'server-embedded',
          include: [...aboutEmbedded, ...onBothDatabases],
        },
      },
      {
        resolve: { alias: [oneGraphql] },
        test: {
          ...server,
          name: 'server-postgres',
          include: ['{src,test}/**/*.pg.test.ts'],
          // They measure what happens at the same time, and must not wait for each other's load.
          fileParallelism: false,
          // Many start servers of their own.
          testTimeout: 60 * seconds,
        },
      },
      {
        resolve: { alias: [oneGraphql] },
        test: { ...server, name: 'server-slow', include: inFull, provide: { thorough: true } },
      },
      {
        extends: './web/vite.config.ts',
        test: {
          name: 'web',
          root: './web',
          environment: 'jsdom',
          include: ['src/**/*.test.{ts,tsx}'],
          isolate: false,
          testTimeout: 20 * seconds,
        },
      },
      { test: { name: 'shared', root: './shared', include: ['*.test.ts'] } },
      {
        test: {
          name: 'scripts',
          root: './scripts',
          include: ['**/*.test.ts'],
          testTimeout: 120 * seconds,
          hookTimeout: 60 * seconds,
        },
      },
    ],
  },
});
