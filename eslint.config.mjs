import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { oneDoor } from './scripts/lib/one-door.mjs';

/** Which of our packages a room may import (docs/ARCHITECTURE.md); what is not listed is refused. */
const law = {
  'packages/kit': [],
  'packages/ports': [],
  'packages/providers': ['kit', 'ports'],
  'packages/sandbox': [],
  'subgraphs/*': ['kit', 'ports'],
  gateway: ['kit'],
  web: [],
};

/** Code that is not the product: it may print, read the environment and open connections. */
const workshop = ['scripts/**', 'bench/**', 'test/**', 'packages/testing/**', '**/*.test.ts', '**/*.test.tsx', '**/test/**'];

/** The product's own ways to the database, each with its reason. */
const doors = [
  'packages/kit/src/{database,transaction,tenancy,room,job}*.ts', // they make the tenant transaction, and hand it to rooms and jobs
  'packages/kit/src/migrations/**', // run as the owner, before anybody is served
  'subgraphs/*/src/migrations/**',
  'packages/host/src/**', // opens everything, migrates, runs the workers
  'subgraphs/accounts/src/auth/**', // better-auth's SQL, put on the caller's transaction
  'gateway/src/{rates,health,revocations,work,live/feed}{.ts,/**}', // counters, counts, a ping and the order of events, no tenant's rows
];

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'the environment is read in packages/host/src/config.ts and nowhere else',
};
const noRepositoryAbove = {
  regex: '\\.repository\\.js$',
  message: 'a resolver and a policy ask a service or a loader, never a repository',
};
const noForeignRepository = { regex: '^\\.\\./.*\\.repository\\.js$', message: "another noun's rows are asked of its service" };

function restrictImports(...patterns) {
  const paths = [{ name: 'node:process', importNames: ['env'], message: noEnvironment.message }];
  return { 'no-restricted-imports': ['error', { patterns, paths }] };
}

/** Rooms come in by their names, and only those of the law. */
function lawOf(allowed) {
  const sentence = `this room may import ${allowed.length > 0 ? allowed.join(' and ') : 'nothing'} of ours`;
  const others = allowed.length > 0 ? `(?!(?:${allowed.join('|')})$)` : '';
  return [
    { regex: `^@deskgraph/${others}`, message: sentence },
    { regex: '^(\\.\\./)+(packages|subgraphs|gateway|web|bench|test|scripts)/', message: `by path into another room; ${sentence}` },
  ];
}

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', 'web/src/gql/', 'bench/peers/', '.deskgraph/', '**/coverage/']),
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    plugins: { deskgraph: { rules: { 'one-door': oneDoor } } },
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', noEnvironment],
      'deskgraph/one-door': 'error',
      ...restrictImports(),
      // An early `return done()` ends a branch, and a one-line arrow hands on nothing: both read better than with braces.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Entities and payloads are plain data whose class only carries decorators.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Numbers print the same everywhere; objects and nulls are still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // type-graphql's classes are often nothing but decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Objects are made by functions and close over what they need: there is no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // Initials are made by spreading a name.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }, 'string'] }],
      // Libraries are taught our types by declaring into their namespaces.
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      // An interface's method that answers at once is still a promise to its caller.
      '@typescript-eslint/require-await': 'off',
      // `_` names what is taken out to leave the rest.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  ...Object.entries(law).map(([room, allowed]) => ({
    files: [`${room}/**/*.ts`, `${room}/**/*.tsx`],
    rules: restrictImports(...lawOf(allowed)),
  })),
  {
    files: ['subgraphs/*/src/*/*.ts'],
    rules: restrictImports(...lawOf(law['subgraphs/*']), noForeignRepository),
  },
  {
    files: ['subgraphs/*/src/*/*.{resolver,policy,inputs,entity}.ts'],
    rules: restrictImports(...lawOf(law['subgraphs/*']), noRepositoryAbove),
  },
  { files: ['**/*.repository.ts', 'packages/kit/src/**'], rules: { 'deskgraph/one-door': ['error', { repository: true }] } },
  { files: doors, rules: { 'deskgraph/one-door': 'off' } },
  // telemetry.ts sets the one variable by which a library is told not to report home.
  { files: ['packages/host/src/config.ts', 'gateway/src/telemetry.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['packages/host/src/progress.ts'], rules: { 'no-console': 'off' } },
  {
    files: workshop,
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off', 'deskgraph/one-door': 'off', ...restrictImports() },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      // A test may say of a value what it has just made sure of.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
