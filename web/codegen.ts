import { createHash } from 'node:crypto';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { type DocumentNode, Kind, visit } from 'graphql';

/** At the root the client adds none, and a subscription may not. */
const withoutRootTypename = (document: DocumentNode): DocumentNode =>
  visit(document, {
    OperationDefinition: node => ({
      ...node,
      selectionSet: { ...node.selectionSet, selections: node.selectionSet.selections.filter(part => part.kind !== Kind.FIELD || part.name.value !== '__typename') },
    }),
  });

/** Types every document of the client from the graph that clients see, and lists the operations under the SHA-256 of their text. */
const config: CodegenConfig = {
  schema: '../schema/api.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gql/**', '!src/playground/examples.ts'],
  ignoreNoDocuments: true,
  generates: {
    './src/gql/': {
      preset: 'client',
      documentTransforms: [addTypenameSelectionDocumentTransform, { transform: ({ documents }) => documents.map(file => ({ ...file, document: file.document && withoutRootTypename(file.document) })) }],
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'read' }, persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: (text: string) => createHash('sha256').update(text).digest('hex') } },
      config: { useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars: { DateTimeISO: 'string', MinorUnits: 'number' } },
    },
  },
};

export default config;
