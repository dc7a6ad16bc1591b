import type { CodegenConfig } from '@graphql-codegen/cli';

/** One folder for the portal and one for the workspace, so that neither one loads the operations of the other. */
function operationsOf(documents: string) {
  return {
    documents: ['src/api/fragments.graphql', documents],
    preset: 'client' as const,
    presetConfig: { fragmentMasking: false },
    config: { scalars: { DateTime: 'string', ID: 'string' }, enumsAsTypes: true, useTypeImports: true },
  };
}

const config: CodegenConfig = {
  schema: '../shared/schema.graphql',
  ignoreNoDocuments: true,
  importExtension: '.ts',
  generates: {
    './src/api/generated/session/': operationsOf('src/api/session-operations.graphql'),
    './src/api/generated/portal/': operationsOf('src/portal/**/*.graphql'),
    './src/api/generated/workspace/': operationsOf('src/workspace/**/*.graphql'),
  },
};

export default config;
