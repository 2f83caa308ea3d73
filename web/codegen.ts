import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types every document of the client from the graph that clients see. */
const config: CodegenConfig = {
  schema: '../schema/api.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gql/**', '!src/playground/examples.ts'],
  ignoreNoDocuments: true,
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'read' } },
      config: { useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars: { DateTimeISO: 'string', MinorUnits: 'number' } },
    },
  },
};

export default config;
