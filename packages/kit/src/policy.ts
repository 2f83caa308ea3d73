import { Refused } from './refusal.js';
import type { Context } from './context.js';
import type { Viewer } from './viewer.js';

/** Who may do which verb to which row. `read` has a twin in SQL: the repository's `visible()`. */
export type Policy<Row> = { readonly read: Rule<Row> } & Readonly<Record<string, Rule<Row>>>;

/** One sentence: may this viewer do this to this row? Pure; reads nothing. */
export type Rule<Row> = (viewer: Viewer, row: Row) => boolean;

/** Refuses the verb on this row: NOT_FOUND when it is absent or may not be read, FORBIDDEN when it may be read but not this. Narrows the type. */
export function authorize<Row, P extends Policy<Row>>(
  ctx: Context,
  policy: P,
  verb: keyof P & string,
  row: Row | null | undefined,
  field?: string,
): asserts row is Row {
  if (row === null || row === undefined || !policy.read(ctx.viewer, row)) throw new Refused('NOT_FOUND', 'There is no such thing, or you may not see it.', field);
  if (!policy[verb]?.(ctx.viewer, row)) throw new Refused('FORBIDDEN', `You may see this, but not do this to it (${verb}).`, field);
}

/** The verbs the viewer may do to this row: what `viewerCan` answers. */
export function abilities<Row>(viewer: Viewer, policy: Policy<Row>, row: Row): string[] {
  return Object.keys(policy).filter(verb => verb !== 'read' && policy[verb]?.(viewer, row));
}
