import { expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { brokenByForm, teachScalars } from './variables.js';

const schema = buildSchema('scalar DateTimeISO input Key { name: String! ends: [DateTimeISO] } type Query { key(input: Key!, at: DateTimeISO): ID }');
teachScalars(schema);
const operation = getOperationAST(parse('query ($input: Key!, $at: DateTimeISO = "2026-01-01T00:00:00Z") { key(input: $input, at: $at) }'))!;

it.each([
  ['a malformed date', { input: { name: 'a', ends: ['2026-11-20T10:00:00Z', 'x'] } }, 'input.ends.1'],
  ['a malformed date at the root', { input: { name: 'a' }, at: 7 }, 'at'],
  ['a missing variable', {}, 'input'],
  ['a missing field', { input: {} }, 'input'],
  ['an unknown field', { input: { name: 'a', nam: 1 } }, 'input'],
])('points at %s', (_what, variables, field) => {
  const error = brokenByForm(schema, operation, variables);

  expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT', field, http: { status: 400 } });
  expect(error?.message).not.toContain('Did you mean');
});

it('is content with what has the right form', () => {
  expect(brokenByForm(schema, operation, { input: { name: 'a', ends: [null, '2026-11-20T10:00:00.000Z'] } })).toBeNull();
});

it('checks literals too', () => {
  expect(validate(schema, parse('{ key(input: { name: "a" }, at: "x") }'))).toHaveLength(1);
  expect(validate(schema, parse('{ key(input: { name: "a" }, at: "2026-11-20T10:00:00Z") }'))).toEqual([]);
});
