import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { examples, examplesFor } from './examples.js';

const builtIn = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'];
const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));

describe('the examples of the playground', () => {
  it.each(examples.map(example => [example.title, example] as const))('"%s" is a valid question', (_title, { query, variables }) => {
    expect(validate(schema, parse(query)).map(error => error.message)).toEqual([]);
    expect(() => JSON.parse(variables ?? '{}') as unknown).not.toThrow();
  });

  it('name roles that exist, and titles once', () => {
    expect(examples.flatMap(({ roles }) => roles).filter(role => !builtIn.includes(role))).toEqual([]);
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
  });

  it('offer every role something, and lose nothing', () => {
    for (const role of [...builtIn, 'a-custom-role']) {
      const { suited, others } = examplesFor(role);
      expect(suited.length).toBeGreaterThanOrEqual(4);
      expect(suited.length + others.length).toBe(examples.length);
    }
  });
});
