import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const seconds = 1000;

const fromServer = (path: string) => fileURLToPath(new URL(`server/node_modules/${path}`, import.meta.url));

// Otherwise Vitest loads graphql twice, as ESM for us and as CommonJS for type-graphql, and the two
// copies refuse each other's types.
const oneGraphql = { find: /^graphql$/, replacement: fromServer('graphql/index.js') };

const server = {
  root: './server',
  setupFiles: [fromServer('reflect-metadata/Reflect.js')],
  // Migrates once, instead of once for each file.
  globalSetup: [fileURLToPath(new URL('server/test/migrated-database.ts', import.meta.url))],
  testTimeout: 20 * seconds,
  hookTimeout: 60 * seconds,
};

export default defineConfig({
  test: {
    pool: 'forks',
    // An embedded database takes half a gigabyte, and two of them keep two cores busy.
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
          exclude: ['**/*.pg.test.ts'],
          // Loading the product takes longer than most files' tests; each opens a product of its own anyway.
          isolate: false,
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
          isolate: false,
        },
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
