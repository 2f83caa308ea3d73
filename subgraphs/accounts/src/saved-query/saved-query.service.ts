import { audit, authorize, emit, emitEach, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { parse } from 'graphql';
import type { SavedQuery } from './saved-query.entity.js';
import {
  SavedQueryOrderField, type SavedQueryCreateInput, type SavedQueryDeleteInput, type SavedQueryFilter, type SavedQueryOrder, type SavedQueryUpdateInput,
} from './saved-query.inputs.js';
import { savedQueryPolicy } from './saved-query.policy.js';
import { savedQueries } from './saved-query.repository.js';

/** How many queries one member may keep. */
const limit = 200;
/** What the gateway's parser takes, too. */
const maxTokens = 4_000;

/** One page of the saved queries the viewer may see. */
export function list(ctx: Context, filter: SavedQueryFilter, { field, direction }: SavedQueryOrder, args: PageArgs): Promise<Page<SavedQuery>> {
  const orders = {
    [SavedQueryOrderField.CHANGED_AT]: { column: 'savedQuery.changedAt', value: ({ changedAt }: SavedQuery) => changedAt },
    [SavedQueryOrderField.NAME]: { column: 'savedQuery.name', value: ({ name }: SavedQuery) => name },
  };
  return page(savedQueries(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Saves a query of the viewer's. */
export function create(ctx: Context, input: SavedQueryCreateInput): Promise<SavedQuery> {
  const { name, document, variables, shared } = input;
  refuseUnreadable(document, variables);
  return transact(ctx, tx => {
    const { viewer } = tx;
    if (!viewer.may('savedQuery.create')) throw new Refused('FORBIDDEN', 'You may not save queries.');
    if (shared && !viewer.may('savedQuery.share')) throw new Refused('FORBIDDEN', 'You may not share queries. Save it for yourself.', 'shared');
    return once(tx, input, id => savedQueries(tx).byId(id), async () => {
      if ((await savedQueries(tx).countOwn()) >= limit) {
        throw new Refused('SAVED_QUERY_LIMIT', `At most ${String(limit)} saved queries each. Delete one first.`);
      }
      const own = { organizationId: viewer.organizationId, id: tx.newId(), ownerId: viewer.memberId };
      const row = savedQueries(tx).create({ ...own, name, document, variables, shared, createdAt: tx.now(), changedAt: tx.now(), version: 1 });
      await savedQueries(tx).insert(row);
      await emit(tx, 'savedQuery.created', row.id);
      await audit(tx, 'savedQuery.create', row.id, { after: { name, shared } });
      return row;
    });
  });
}

/** Changes a saved query: what it asks, what it is called, who sees it. */
export function update(ctx: Context, input: SavedQueryUpdateInput): Promise<SavedQuery> {
  return transact(ctx, async tx => {
    const row = await savedQueries(tx).lock(input.id);
    authorize(tx, savedQueryPolicy, 'update', row, 'id');
    const after = { name: input.name ?? row.name, document: input.document ?? row.document, variables: input.variables ?? row.variables, shared: input.shared ?? row.shared };
    refuseUnreadable(after.document, after.variables);
    if (after.shared !== row.shared) authorize(tx, savedQueryPolicy, 'share', row, 'shared');
    if (row.version !== input.version) throw new Refused('CONFLICT', 'Somebody has changed this query since. Look at it again, or save yours under another name.', 'version');

    const before = told(row);
    const isRewritten = after.document !== row.document || after.variables !== row.variables;
    await savedQueries(tx).change(row, { ...after, changedAt: tx.now() });
    await emit(tx, 'savedQuery.changed', row.id);
    await audit(tx, 'savedQuery.update', row.id, { before, after: { ...told(row), isRewritten } });
    return row;
  });
}

/** Deletes a saved query. */
export function remove(ctx: Context, { id }: SavedQueryDeleteInput): Promise<SavedQuery> {
  return transact(ctx, async tx => {
    const row = await savedQueries(tx).lock(id);
    authorize(tx, savedQueryPolicy, 'delete', row, 'id');
    await savedQueries(tx).delete({ id: row.id });
    await emit(tx, 'savedQuery.deleted', row.id);
    await audit(tx, 'savedQuery.delete', row.id, { before: told(row) });
    return row;
  });
}

/** Deletes what a member kept for themselves. What they shared stays, and is nobody's. */
export async function forget(tx: Transaction, memberId: string): Promise<void> {
  await emitEach(tx, 'savedQuery.deleted', await savedQueries(tx).deletePersonalOf(memberId));
}

/** What the audit trail tells of a query: not its text, which is a person's own. */
function told({ name, shared }: SavedQuery): Record<string, unknown> {
  return { name, shared };
}

/** Refuses what could never be asked, so that whoever opens a saved query has one that can be. */
function refuseUnreadable(document: string, variables: string): void {
  const fault = faultOf(() => parse(document, { maxTokens }));
  if (fault !== null) throw new Refused('INVALID', `This is no GraphQL document: ${fault}`, 'document');
  if (variables.trim() === '') return;
  const isObject = (): void => {
    const value: unknown = JSON.parse(variables);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it must begin with {.');
  };
  if (faultOf(isObject) !== null) throw new Refused('INVALID', 'The variables are no JSON object.', 'variables');
}

function faultOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\s*$/, '') : 'it cannot be read.';
  }
}
