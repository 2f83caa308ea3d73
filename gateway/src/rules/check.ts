import { isNonNullType, isObjectType } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Rule } from '../shield.js';
import { anyone } from './may.js';
import { writtenRule } from './table.js';
import type { Rules } from './table.js';

/** What is wrong with a rule table for this schema, one sentence each; empty when it may be served. */
export function checkRules(apiSchema: GraphQLSchema, rules: Rules): string[] {
  const roots = [apiSchema.getQueryType(), apiSchema.getMutationType(), apiSchema.getSubscriptionType()];
  const types = Object.values(apiSchema.getTypeMap()).filter(isObjectType).filter(type => !type.name.startsWith('__'));
  return [...strangers(apiSchema, rules), ...namesakes(rules), ...types.flatMap(type => faults(type, rules, roots.includes(type)))];
}

/** Rules for what the schema does not have. */
function strangers(schema: GraphQLSchema, rules: Rules): string[] {
  return Object.entries(rules).flatMap(([name, fields]) => {
    const type = schema.getType(name);
    if (!type) return [`There is a rule for ${name}, and no such type.`];
    if (!isObjectType(type)) return [`There is a rule for ${name}, which is not an object type: rule the object types instead.`];
    const known = type.getFields();
    const unknown = Object.keys(fields).filter(field => field !== '*' && !Object.hasOwn(known, field));
    return unknown.map(field => `There is a rule for ${name}.${field}, and no such field.`);
  });
}

/** Different rules of one name: graphql-shield caches by name, so they would share one verdict. */
function namesakes(rules: Rules): string[] {
  const byName = new Map<string, Set<Rule>>();
  const collect = (rule: Rule): void => {
    if ('getRules' in rule) return rule.getRules().forEach(collect);
    byName.set(rule.name, (byName.get(rule.name) ?? new Set()).add(rule));
  };
  Object.values(rules).flatMap(fields => Object.values(fields)).forEach(collect);
  return [...byName].filter(([, same]) => same.size > 1).map(([name, same]) => `${same.size} different rules are named ${name}.`);
}

/** Fields without a rule, and fields that one denial would make the whole parent disappear with. */
function faults(type: GraphQLObjectType, rules: Rules, root: boolean): string[] {
  const own = new Map(Object.entries(rules[type.name] ?? {}));
  return Object.values(type.getFields()).flatMap(({ name, type: returned }) => {
    if (!writtenRule(rules, type.name, name)) return [`${type.name}.${name} has no rule.`];
    if (!isNonNullType(returned)) return [];
    if (root) return [`${type.name}.${name} is a root field and must be nullable.`];
    const deniable = own.has(name) && own.get(name) !== anyone;
    return deniable ? [`${type.name}.${name} has a rule of its own and must be nullable.`] : [];
  });
}
