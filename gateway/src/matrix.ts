import { isObjectType } from 'graphql';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { ViewerClaims } from '@deskgraph/kit';
import { dependsOnField } from './guard/judge.js';
import { ruleOf } from './rules/table.js';
import type { Rules } from './rules/table.js';
import { deny } from './shield.js';

/** Somebody who asks: signed in from a browser, in an active organization, unless said. */
export interface Caller extends Partial<Pick<ViewerClaims, 'credential' | 'organizationState'>> {
  readonly permissions: readonly string[];
}

/** Callers by the name of their column. */
export type Callers = Readonly<Record<string, Caller>>;

/** What a cell says. `depends` where the rule reads the field's arguments. */
type Right = 'allow' | 'deny' | 'depends';

/**
 * Who may ask what, as tab-separated text: one line per object type and field, one column for somebody not signed in and one per
 * caller. The same rules give the same text, so a changed right is a changed line.
 */
export async function roleMatrix(apiSchema: GraphQLSchema, rules: Rules, callers: Callers): Promise<string> {
  const fields = Object.values(apiSchema.getTypeMap()).filter(isObjectType).flatMap(type => {
    const own = type.name.startsWith('__') ? [] : Object.keys(type.getFields());
    const names = type === apiSchema.getQueryType() ? [...own, '__schema', '__type'] : own;
    return names.map(field => ({ type: type.name, field }));
  });
  const columns = [null, ...Object.values(callers).map(viewerOf)];
  const rows = await Promise.all(fields.map(async ({ type, field }) => {
    const rights = await Promise.all(columns.map(viewer => rightOf(rules, type, field, viewer)));
    return [`${type}.${field}`, ...rights];
  }));
  const sorted = rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return [['field', 'anonymous', ...Object.keys(callers)], ...sorted].map(row => `${row.join('\t')}\n`).join('');
}

const viewerOf = ({ permissions, credential = 'SESSION', organizationState = 'ACTIVE' }: Caller) =>
  ({ organizationState, credential, permissions, may: (permission: string) => permissions.includes(permission) });

async function rightOf(rules: Rules, type: string, field: string, viewer: ReturnType<typeof viewerOf> | null): Promise<Right> {
  const rule = ruleOf(rules, type, field);
  if (dependsOnField(rule)) return 'depends';
  const context = { viewer, _shield: { cache: {} } };
  const options = { debug: true, allowExternalErrors: false, fallbackRule: deny, hashFunction: () => '' };
  const answer = await rule.resolve({}, {}, context, { fieldName: field } as GraphQLResolveInfo, options);
  return answer === true ? 'allow' : 'deny';
}
