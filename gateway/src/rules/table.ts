import { deny } from '../shield.js';
import type { Rule } from '../shield.js';
import { may, unlessSuspended } from './may.js';

/**
 * Object type -> field -> rule; the field `*` stands for every field of the type without a rule of its own. Interfaces and unions have no
 * rules: their fields are asked for as the fields of the object types behind them. What has no rule is denied.
 */
export type Rules = Readonly<Record<string, Readonly<Record<string, Rule>>>>;

const introspect = may('graph.introspect');

/** One table out of many, where every mutation also refuses suspended organizations. Throws when two of them rule the same field. */
export function combine(...tables: readonly Rules[]): Rules {
  const combined: Record<string, Record<string, Rule>> = {};
  for (const [type, fields] of tables.flatMap(table => Object.entries(table))) {
    const known = (combined[type] ??= {});
    for (const [field, rule] of Object.entries(fields)) {
      if (Object.hasOwn(known, field)) throw new Error(`${type}.${field} has two rules.`);
      known[field] = type === 'Mutation' ? unlessSuspended(rule) : rule;
    }
  }
  return combined;
}

/** The rule written for a field, or undefined. */
export function writtenRule(rules: Rules, type: string, field: string): Rule | undefined {
  const fields = Object.hasOwn(rules, type) ? rules[type] : undefined;
  if (!fields) return undefined;
  if (Object.hasOwn(fields, field)) return fields[field];
  return Object.hasOwn(fields, '*') ? fields['*'] : undefined;
}

/** The rule that governs a field: its own, else its type's `*`, else `deny`. `__schema` and `__type` need `graph.introspect`. */
export function ruleOf(rules: Rules, type: string, field: string): Rule {
  return field.startsWith('__') ? introspect : (writtenRule(rules, type, field) ?? deny);
}
