import { readFileSync } from 'node:fs';

const { $schema, exclude, sourceMaps, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
const drawn = { ...swc, jsc: { ...swc.jsc, parser: { ...swc.jsc.parser, tsx: true }, transform: { ...swc.jsc.transform, react: { runtime: 'automatic' } } } };

export default {
  testEnvironment: 'node',
  testMatch: ['**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/bench/'],
  modulePathIgnorePatterns: ['/dist/', '/bench/peers/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }],
    '^.+\\.tsx$': ['@swc/jest', { ...drawn, swcrc: false, sourceMaps: 'inline' }],
  },
  moduleNameMapper: { '\\.css$': '<rootDir>/web/test/styles.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 30_000,
  forceExit: true, // a test that failed half-way may have left something open, and would hold the run
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'development'] },
};
