'use strict';

// Which way things point; see CONTRIBUTING.md. Every rule is stated as what must not be.

const test = '\\.test\\.tsx?$|^server/test/|/test-support/';
// app is the composition root.
const edge = '^server/src/(app|http|demo)/|\\.(mutation|query|poller|route|graphql-types)\\.ts$';
const store = '\\.store\\.ts$';
const entity = '\\.entity\\.ts$';

/** @param {string} names npm packages, separated by | */
const npm = (names) => `(^|/)node_modules/(${names})/`;

// The folders of server/src, from the lowest on. What is imported stands lower, or in the same folder.
const floors = [
  'lib',
  'db',
  'permissions',
  'idempotency',
  'http',
  'activity',
  'mail',
  'practice',
  'sessions',
  'staff',
  'api-keys',
  'clients',
  'imports',
  'sign-in',
  'invitations',
  'webhooks',
  'demo',
  'app',
];

// The imports that point up all the same: from one file to one other.
const upward = [
  // A relation of TypeORM names the other table's entity.
  ['idempotency/idempotency-key.entity.ts', 'staff/staff-member.entity.ts'],
  ['sessions/session.entity.ts', 'staff/staff-member.entity.ts'],
  ['sessions/session.entity.ts', 'clients/portal-account.entity.ts'],
  // A session counts only while its holder has access to someone.
  ['sessions/session.store.ts', 'clients/portal-access.sql.ts'],
  // A request carries whoever is signed in. Only types.
  ['http/context.ts', 'sessions/session.ts'],
  ['http/cookies.ts', 'sessions/session.ts'],
  // Whoever changes a practice is signed in. Only a type.
  ['practice/update-practice.ts', 'sessions/session.ts'],
  // A practice is created with its first owner. Only a type.
  ['practice/create-practice.ts', 'staff/staff.store.ts'],
].map(([from, to]) => ({ from: `server/src/${from}`, to: `server/src/${to}` }));

/** @param {readonly string[]} folders of server/src */
const within = (folders) => `^server/src/(${folders.join('|')})/`;

/** @param {string} file */
const only = (file) => `^${file.replaceAll('.', '\\.')}$`;

const [name, comment, severity] = ['no-import-points-up', 'See floors.', /** @type {const} */ ('error')];

/** @param {string} file */
const allowedFrom = (file) => upward.filter(({ from }) => from === file).map(({ to }) => only(to));

// One rule for each floor, and one for each file that may point up.
const noImportPointsUp = floors.slice(0, -1).flatMap((floor, index) => {
  const above = within(floors.slice(index + 1));
  const excepted = [...new Set(upward.map(({ from }) => from))].filter((file) =>
    file.startsWith(`server/src/${floor}/`),
  );
  const rules = [
    { from: { path: within([floor]), pathNot: [test, ...excepted.map(only)] }, to: { path: above } },
    ...excepted.map((file) => ({ from: { path: only(file) }, to: { path: above, pathNot: allowedFrom(file) } })),
  ];
  return rules.map(({ from, to }) => ({ name, comment, severity, from, to }));
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two modules that need each other are one module, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
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
    ...noImportPointsUp,
    {
      name: 'every-folder-has-its-floor',
      comment: 'A new folder of server/src is added to floors.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: within(floors) },
      to: {},
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
      comment: 'What the portal and the workspace share depends on neither.',
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
