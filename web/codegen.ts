import type { CodegenConfig } from '@graphql-codegen/cli';

/** One folder for each face, so that neither one's operations are bundled into the other's pages. */
function face(documents: string) {
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
    './src/api/generated/both/': face('src/api/both-faces.graphql'),
    './src/api/generated/portal/': face('src/portal/**/*.graphql'),
    './src/api/generated/workspace/': face('src/workspace/**/*.graphql'),
  },
};

export default config;
