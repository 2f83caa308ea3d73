import { audit, authorize, emit, once, Refused, transact, type Context } from '@deskgraph/kit';
import { nameOf } from '../company/company.service.js';
import type { Customer } from '../customer/customer.entity.js';
import { customerPolicy } from '../customer/customer.policy.js';
import { endIn, goOn, lockIdentities, lockPair, refuseMerged, seen, standing } from '../customer/customer.service.js';
import * as identities from '../identity/identity.service.js';
import * as interactions from '../interaction/interaction.service.js';
import type { CustomerMergeField, CustomerMergePreview } from './merge.entity.js';
import type { CustomerMergeInput, CustomerUnmergeInput } from './merge.inputs.js';

/** What the one that goes on takes from the other where it has nothing itself. */
const filled = ['companyId', 'language', 'timeZone', 'note'] as const;

/** Ends one customer by carrying everything of theirs into another. Returns the one that goes on. */
export function merge(ctx: Context, input: CustomerMergeInput): Promise<Customer> {
  refuseSelf(input);
  return transact(ctx, tx =>
    once(tx, input, id => standing(tx, id), async () => {
      await lockIdentities(tx);
      const [source, target] = refuse(ctx, await lockPair(tx, input.sourceId, input.targetId));
      const identityCount = await identities.move(tx, source.id, target.id);
      await interactions.move(tx, source.id, target.id);
      const filling = Object.fromEntries(filled.filter(field => target[field] === null).map(field => [field, source[field]]));
      await endIn(tx, source, target, filling);
      await emit(tx, 'customer.merged', source.id, { related: [target.id] });
      await emit(tx, 'customer.changed', target.id);
      await audit(tx, 'customer.merge', source.id, { before: { mergedIntoId: null }, after: { mergedIntoId: target.id, identityCount, filling } });
      return target;
    }),
  );
}

/** Takes a merge back: the customer goes on by themselves, with all and everybody they brought. What came since stays, and what the other took over. */
export function unmerge(ctx: Context, input: CustomerUnmergeInput): Promise<Customer> {
  return transact(ctx, tx =>
    once(tx, input, id => standing(tx, id), async () => {
      await lockIdentities(tx); // nobody is merged meanwhile
      const [found] = await seen(tx, input.id);
      authorize(tx, customerPolicy, 'read', found, 'id');
      const targetId = found.mergedIntoId;
      if (targetId === null) throw new Refused('CUSTOMER_NOT_MERGED', 'This customer was not merged into another.', 'id');
      const [source] = await lockPair(tx, found.id, targetId);
      authorize(tx, customerPolicy, 'unmerge', source, 'id');

      const origins = [source.id, ...(await goOn(tx, source, targetId))];
      const identityCount = await identities.giveBack(tx, source.id, origins, targetId);
      const interactionCount = await interactions.giveBack(tx, source.id, origins, targetId);
      await emit(tx, 'customer.unmerged', source.id, { related: [targetId] });
      await emit(tx, 'customer.changed', targetId);
      await audit(tx, 'customer.unmerge', source.id, { before: { mergedIntoId: targetId }, after: { mergedIntoId: null, identityCount, interactionCount } });
      return source;
    }),
  );
}

/** What `merge` would do, without doing it. */
export async function preview(ctx: Context, pair: Pick<CustomerMergeInput, 'sourceId' | 'targetId'>): Promise<CustomerMergePreview> {
  refuseSelf(pair);
  const [source, target] = refuse(ctx, await seen(ctx, pair.sourceId, pair.targetId));
  const [before, after] = await Promise.all([describe(ctx, source), describe(ctx, target)]);
  const fields = Object.keys(after).map((field): CustomerMergeField => {
    const [theirs, own] = [before[field] ?? null, after[field] ?? null];
    return { field, source: theirs, target: own, result: own ?? theirs };
  });
  const [identityCount, interactionCount] = await Promise.all([identities.countOf(ctx, source.id), interactions.countOf(ctx, source.id)]);
  return { source, target, fields, identityCount, interactionCount };
}

async function describe(ctx: Context, { name, kind, companyId, language, timeZone, note }: Customer): Promise<Record<string, string | null>> {
  const company = companyId === null ? null : await nameOf(ctx, companyId);
  return { name, kind, company, language, timeZone, note };
}

function refuseSelf({ sourceId, targetId }: Pick<CustomerMergeInput, 'sourceId' | 'targetId'>): void {
  if (sourceId.toLowerCase() === targetId.toLowerCase()) throw new Refused('INVALID', 'A customer cannot be merged into themselves.', 'targetId');
}

function refuse(ctx: Context, [source, target]: readonly (Customer | undefined)[]): [source: Customer, target: Customer] {
  authorize(ctx, customerPolicy, 'read', source, 'sourceId');
  authorize(ctx, customerPolicy, 'read', target, 'targetId');
  refuseMerged(source, 'sourceId');
  refuseMerged(target, 'targetId');
  authorize(ctx, customerPolicy, 'merge', source, 'sourceId');
  return [source, target];
}
