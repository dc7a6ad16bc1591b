'use strict';

// Which way things point; see CONTRIBUTING.md. Every rule is stated as what must not be.

const test = '\\.test\\.tsx?$|^server/test/|/test-support/';
// app is the composition root.
const edge = '^server/src/(app|http|demo)/|\\.(mutation|query|job|poller|route|graphql-types)\\.ts$';
const store = '\\.store\\.ts$';
const entity = '\\.entity\\.ts$';

/** @param {string} names npm packages, separated by | */
const npm = (names) => `(^|/)node_modules/(${names})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two modules that need each other are one module, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-index',
      comment: 'Things are imported from where they are.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)index\\.tsx?$', pathNot: 'node_modules' },
    },
    {
      name: 'resolvable',
      comment: 'What is imported exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-way-back-to-the-edge',
      comment: 'Use cases, stores and entities do not know how they are called.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [edge, test] },
      to: { path: edge },
    },
    {
      name: 'protocols-at-the-edge',
      comment: 'Only the edge speaks GraphQL and HTTP.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [edge, test] },
      to: {
        path: npm('@apollo/[^/]+|graphql|graphql-scalars|type-graphql|fastify|@fastify/[^/]+'),
      },
    },
    {
      name: 'job-queue-at-the-edge',
      comment: 'Only jobs, and the part of db that keeps them, know pg-boss.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [edge, test, '^server/src/db/'] },
      to: { path: npm('pg-boss') },
    },
    {
      name: 'typeorm-in-stores',
      comment: 'Only stores, entities and db know TypeORM.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [store, entity, test, '^server/src/db/'] },
      to: { path: npm('typeorm') },
    },
    {
      name: 'entities-behind-their-store',
      comment: "Only a slice's own stores read and write its tables. An entity may name another in a relation.",
      severity: 'error',
      from: { path: '^server/src/([^/]+)/', pathNot: [entity, test, '^server/src/app/'] },
      to: { path: entity, pathNot: '^server/src/$1/' },
    },
    {
      name: 'entities-only-in-stores',
      comment: 'Outside its store, a row is no business of anyone.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [store, entity, test, '^server/src/app/'] },
      to: { path: entity },
    },
    {
      name: 'entities-know-no-store',
      severity: 'error',
      from: { path: entity },
      to: { path: store, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'mail-and-activity-know-no-other-slice',
      comment: 'They serve every slice, so they depend on none.',
      severity: 'error',
      from: { path: '^server/src/(mail|activity)/', pathNot: [entity, test] },
      to: { path: '^server/src/', pathNot: '^server/src/($1|lib|db|http)/' },
    },
    {
      name: 'http-knows-no-slice',
      comment:
        'The composition root gives it what it serves. It knows sessions, permissions and scopes, by which it lets in.',
      severity: 'error',
      from: { path: '^server/src/http/', pathNot: test },
      to: {
        path: '^server/src/',
        pathNot:
          '^server/src/((http|db|idempotency|lib)/|sessions/session\\.ts$|staff/permissions\\.ts$|api-keys/scopes\\.ts$)',
      },
    },
    {
      name: 'foundations-know-no-slice',
      comment: 'lib and db are below everything else.',
      severity: 'error',
      from: { path: '^server/src/(lib|db)/', pathNot: test },
      to: { path: '^server/src/', pathNot: '^server/src/(lib|db)/' },
    },
    {
      name: 'people-and-practice-know-no-sign-in',
      comment: 'Signing in builds on clients, practice and staff, never the other way round.',
      severity: 'error',
      from: { path: '^server/src/(clients|practice|staff)/', pathNot: [entity, test] },
      to: { path: '^server/src/sign-in/' },
    },
    {
      name: 'server-and-web-apart',
      comment: 'They meet over GraphQL, and in shared.',
      severity: 'error',
      from: { path: '^(server|web)/' },
      to: { path: '^(server|web)/', pathNot: ['^$1/', 'node_modules'] },
    },
    {
      name: 'shared-imports-nothing',
      severity: 'error',
      from: { path: '^shared/', pathNot: test },
      to: { pathNot: '^shared/' },
    },
    {
      name: 'e2e-from-outside',
      comment: 'The flows see what a user sees: HTTP and the browser.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(server|web|shared)/', pathNot: 'node_modules' },
    },
    {
      name: 'portal-and-workspace-apart',
      comment: "A client's browser never downloads the workspace, and nobody's the explorer.",
      severity: 'error',
      from: { path: '^web/src/(portal|workspace|explorer)/' },
      to: { path: '^web/src/(portal|workspace|explorer)/', pathNot: '^web/src/$1/' },
    },
    {
      name: 'controls-know-no-screen',
      comment: 'What both faces use depends on neither.',
      severity: 'error',
      from: { path: '^web/src/(ui|api)/', pathNot: test },
      to: { path: '^web/src/(portal|workspace|explorer)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^e2e/(test-results|playwright-report)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
