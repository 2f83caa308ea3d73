import type { TicketStatus } from '../../gql/graphql.js';
import { type Refusal, refusalFrom } from '../../refusal.js';

/** What can be done to many tickets alike. */
export type Deed =
  | { readonly kind: 'status'; readonly status: TicketStatus }
  | { readonly kind: 'assign'; readonly assignee: Assignee | null }
  | { readonly kind: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'reading'; readonly isUnread: boolean };

/** Whose work something may be. */
export interface Assignee {
  readonly id: string;
  readonly name: string;
}

/** A ticket as it was before. */
export interface Before {
  readonly id: string;
  readonly number: number;
  readonly status: TicketStatus;
  readonly isUnread: boolean;
  readonly tags: readonly string[];
  readonly assignee?: Assignee | null | undefined;
}

/** What takes a deed back from a ticket that was so; null where it changed nothing. */
export function reverse(deed: Deed, before: Before): Deed | null {
  if (deed.kind === 'status') return before.status === deed.status ? null : { kind: 'status', status: before.status };
  if (deed.kind === 'assign') return before.assignee?.id === deed.assignee?.id ? null : { kind: 'assign', assignee: before.assignee ?? null };
  if (deed.kind === 'reading') return before.isUnread === deed.isUnread ? null : { kind: 'reading', isUnread: before.isUnread };
  const [remove, add] = [deed.add.filter(tag => !before.tags.includes(tag)), deed.remove.filter(tag => before.tags.includes(tag))];
  return add.length + remove.length === 0 ? null : { kind: 'tag', add, remove };
}

const ends: Readonly<Record<TicketStatus, string>> = { OPEN: 'open', PENDING: 'pending', RESOLVED: 'resolved', CLOSED: 'closed' };

/** What was done to so many, as a sentence without its end. */
export function saying(deed: Deed, count: number): string {
  const who = count === 1 ? 'Ticket' : `${String(count)} tickets`;
  if (deed.kind === 'status') return `${who} ${ends[deed.status]}`;
  if (deed.kind === 'assign') return deed.assignee ? `${who} given to ${deed.assignee.name}` : `${who} given back`;
  if (deed.kind === 'reading') return `${who} marked as ${deed.isUnread ? 'unread' : 'read'}`;
  return deed.add.length > 0 ? `${who} tagged ${deed.add.join(', ')}` : `${who} without ${deed.remove.join(', ')}`;
}

/** Does something for each, four at a time; a no of one stops no other. `onDone` is told after each. */
export async function inTurn<Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>, onDone: (item: Item, refusal: Refusal | null) => void): Promise<void> {
  const left = [...items];
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      const refusal = await run(item).then(() => null, refusalFrom);
      onDone(item, refusal);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, items.length) }, work));
}
