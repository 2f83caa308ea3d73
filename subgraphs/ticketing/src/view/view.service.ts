import { audit, authorize, emit, once, OrderDirection, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import { TicketOrderField, type TicketFilter } from '../ticket/ticket.inputs.js';
import type { View, ViewFilter } from './view.entity.js';
import type { ViewCreateInput, ViewDeleteInput, ViewUpdateInput } from './view.inputs.js';
import { mayKeep, viewPolicy } from './view.policy.js';
import { views } from './view.repository.js';

const [mostShared, mostOwn] = [100, 50];

/** Every view the viewer may see, the shared ones first, by name. */
export function list(ctx: Context): Promise<View[]> {
  return views(ctx).visible().orderBy('view.isShared', 'DESC').addOrderBy('view.name').addOrderBy('view.id').take(mostShared + mostOwn).getMany();
}

/** Keeps a view, for the viewer or for all. */
export function create(ctx: Context, input: ViewCreateInput): Promise<View> {
  const { name, orderBy, isShared } = input;
  const filter = kept(input.filter ?? {});
  return transact(ctx, async tx => {
    const { organizationId, memberId: ownerId } = tx.viewer;
    if (!mayKeep(tx.viewer, { isShared, ownerId })) throw new Refused('FORBIDDEN', isShared ? 'You may not share views.' : 'You may not keep views.', isShared ? 'isShared' : undefined);
    return once(tx, input, id => views(tx).byId(id), async () => {
      await makeRoom(tx, isShared);
      const { field, direction } = orderBy ?? { field: TicketOrderField.ACTIVE_AT, direction: OrderDirection.DESC };
      const row = views(tx).create({ organizationId, id: tx.newId(), name, filter, orderField: field, orderDirection: direction, isShared, ownerId, createdAt: tx.now() });
      await views(tx).insert(row);
      await emit(tx, 'view.created', row.id);
      await audit(tx, 'view.create', row.id, { after: shown(row) });
      return row;
    });
  });
}

/** Changes a view in what was said of it. */
export function update(ctx: Context, input: ViewUpdateInput): Promise<View> {
  const { name, orderBy } = input;
  const filter = input.filter ? kept(input.filter) : null;
  return act(ctx, input, 'update', async (tx, view) => {
    const before = shown(view);
    const isShared = input.isShared ?? view.isShared;
    if (isShared !== view.isShared) {
      authorize(tx, viewPolicy, 'share', view, 'isShared');
      await makeRoom(tx, isShared);
    }
    await views(tx).change(view, {
      name: name ?? view.name, filter: filter ?? view.filter, orderField: orderBy?.field ?? view.orderField, orderDirection: orderBy?.direction ?? view.orderDirection,
      isShared, ownerId: isShared ? view.ownerId : tx.viewer.memberId,
    });
    await emit(tx, 'view.changed', view.id);
    return { before, after: shown(view) };
  });
}

/** Deletes a view. */
export function remove(ctx: Context, input: ViewDeleteInput): Promise<View> {
  return act(ctx, input, 'delete', async (tx, view) => {
    await views(tx).delete({ id: view.id });
    await emit(tx, 'view.deleted', view.id);
    return { before: shown(view) };
  });
}

/** Deletes what somebody kept for themselves who is no member any more. */
export function leaveOwner(tx: Transaction, memberId: string): Promise<void> {
  return views(tx).leave(memberId);
}

/** The parts of a filter that are given. Refuses those that name single tickets. */
function kept({ ids, number, ...filter }: TicketFilter): ViewFilter {
  const odd = ids ? 'ids' : number !== null && number !== undefined ? 'number' : null;
  if (odd !== null) throw new Refused('INVALID', 'A view is kept by what tickets are like, not by which they are.', `filter.${odd}`);
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
}

/** Refuses one more view than there may be, and lets nobody else keep one meanwhile. */
async function makeRoom(tx: Transaction, isShared: boolean): Promise<void> {
  await views(tx).lockKeeping();
  const [known, most] = isShared ? [await views(tx).countBy({ isShared }), mostShared] : [await views(tx).countBy({ isShared, ownerId: tx.viewer.memberId }), mostOwn];
  if (known >= most) throw new Refused('VIEW_LIMIT', `At most ${String(most)} views ${isShared ? 'are shared' : 'of your own'}. Delete one first.`);
}

/** What the audit trail says of a view: not what is searched for, which may be a name. */
function shown({ name, filter, isShared, ownerId, orderField, orderDirection }: View): Record<string, unknown> {
  return { name, parts: Object.keys(filter).sort(), isShared, ownerId, orderField, orderDirection };
}

type Effect = (tx: Transaction, view: View) => Promise<{ before?: Record<string, unknown>; after?: Record<string, unknown> }>;

function act(ctx: Context, input: { id: string; idempotencyKey?: string | null }, verb: 'update' | 'delete', effect: Effect): Promise<View> {
  return transact(ctx, tx => once(tx, input, id => views(tx).byId(id), async () => {
    const view = await views(tx).lock(input.id);
    authorize(tx, viewPolicy, verb, view, 'id');
    const change = await effect(tx, view);
    await audit(tx, `view.${verb}`, view.id, change);
    return view;
  }));
}
