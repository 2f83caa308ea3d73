import { getArgumentValues } from 'graphql';
import type { FieldNode, GraphQLError, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import objectHash from 'object-hash';
import type { GatewayContext } from '../context.js';
import { denialOf } from '../rules/denial.js';
import { ruleOf } from '../rules/table.js';
import type { Rules } from '../rules/table.js';
import { deny } from '../shield.js';
import type { Rule } from '../shield.js';
import { badRequest } from './walk.js';
import type { Occurrence, Variables, Walk } from './walk.js';

/** Field -> object type -> why it is denied there. What is not in it is allowed. */
export type Denials = ReadonlyMap<FieldNode, ReadonlyMap<string, GraphQLError>>;

/** What has one verdict: a rule, or where the rule looks at the field, the rule for this field and these arguments. */
type Key = Rule | string;

/** Asks the rule of every occurrence, for each object type it may meet. A rule that throws, or answers anything but `true`, denies. */
export async function judge(
  rules: Rules, walked: Walk, occurrences: readonly Occurrence[], variables: () => Variables, context: GatewayContext,
): Promise<Denials> {
  context._shield = { cache: {} }; // never a verdict of an earlier operation: the viewer's rights may have changed since
  const verdicts = new Map<Key, Promise<GraphQLError | null>>();
  const asked: Key[] = [];
  for (const occurrence of occurrences) {
    for (const type of occurrence.types) {
      const rule = ruleOf(rules, type.name, occurrence.field.name);
      const values = dependsOnField(rule) ? variables() : {};
      const args = dependsOnField(rule) ? argumentsOf(occurrence, values) : {};
      const key = dependsOnField(rule) ? `${type.name}.${occurrence.field.name}(${objectHash(args)})` : rule;
      asked.push(key);
      if (!verdicts.has(key)) verdicts.set(key, verdict(rule, args, context, infoOf(walked, occurrence, type, values)));
    }
  }

  const settled = new Map<Key, GraphQLError>();
  for (const [key, pending] of verdicts) {
    const denial = await pending;
    if (denial) settled.set(key, denial);
  }
  return settled.size === 0 ? none : collect(occurrences, asked, settled);
}

const none: Denials = new Map();

function collect(occurrences: readonly Occurrence[], asked: readonly Key[], settled: ReadonlyMap<Key, GraphQLError>): Denials {
  const denials = new Map<FieldNode, Map<string, GraphQLError>>();
  let next = 0;
  for (const { node, types } of occurrences) {
    for (const type of types) {
      const key = asked[next++];
      const denial = key === undefined ? undefined : settled.get(key);
      if (!denial) continue;
      const ofNode = denials.get(node) ?? new Map<string, GraphQLError>();
      denials.set(node, ofNode.set(type.name, denial));
    }
  }
  return denials;
}

// `debug` lets a rule's exception out of graphql-shield, so that no combination can read it as a mere "no".
const options = { debug: true, allowExternalErrors: false, fallbackRule: deny, hashFunction: objectHash };

async function verdict(rule: Rule, args: Variables, context: GatewayContext, info: GraphQLResolveInfo): Promise<GraphQLError | null> {
  try {
    const answer = await rule.resolve({}, args, context as GatewayContext & { _shield: { cache: Record<string, never> } }, info, options);
    return answer === true ? null : denialOf(answer, context.viewer);
  } catch (error) {
    context.log.error({ err: error, rule: 'name' in rule ? rule.name : undefined }, 'a rule threw: denied');
    return denialOf(false, context.viewer);
  }
}

const fieldDependence = new WeakMap<Rule, boolean>();

/** Whether a rule's verdict may differ between two fields of one operation: every rule but a contextual one. */
export function dependsOnField(rule: Rule): boolean {
  const known = fieldDependence.get(rule);
  if (known !== undefined) return known;
  const depends = 'getRules' in rule ? rule.getRules().some(dependsOnField) : !('cache' in rule && rule.cache === 'contextual');
  fieldDependence.set(rule, depends);
  return depends;
}

function argumentsOf({ field, node }: Occurrence, variables: Variables): Variables {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    throw badRequest('BAD_USER_INPUT', error instanceof Error ? error.message : 'An argument has no value.', node);
  }
}

function infoOf(walked: Walk, { field, node }: Occurrence, parentType: GraphQLObjectType, variableValues: Variables): GraphQLResolveInfo {
  return {
    fieldName: field.name,
    fieldNodes: [node],
    returnType: field.type,
    parentType,
    path: { prev: undefined, key: node.alias?.value ?? node.name.value, typename: parentType.name },
    schema: walked.schema,
    fragments: Object.fromEntries(walked.fragments),
    rootValue: undefined,
    operation: walked.operation,
    variableValues,
  };
}
