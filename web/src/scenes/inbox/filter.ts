import type { TicketChannel, TicketFilter, TicketOrder, TicketPriority, TicketStatus } from '../../gql/graphql.js';

/** A list of tickets that is always there. */
export interface BuiltIn {
  readonly id: string;
  readonly name: string;
  readonly filter: TicketFilter;
  /** What an empty one says. */
  readonly empty: string;
}

/** The lists that are always there, as their paths name them. */
export const builtIns: readonly BuiltIn[] = [
  { id: 'open', name: 'Open', filter: { statuses: ['OPEN'] }, empty: 'No open tickets' },
  { id: 'mine', name: 'Mine', filter: { isMine: true, statuses: ['OPEN', 'PENDING'] }, empty: 'Nothing waits for you' },
  { id: 'unassigned', name: 'Unassigned', filter: { isAssigned: false, statuses: ['OPEN', 'PENDING'] }, empty: 'Every ticket is somebody\'s' },
  { id: 'pending', name: 'Pending', filter: { statuses: ['PENDING'] }, empty: 'No ticket waits for its customer' },
  { id: 'resolved', name: 'Resolved', filter: { statuses: ['RESOLVED'] }, empty: 'No resolved tickets' },
  { id: 'all', name: 'All', filter: {}, empty: 'No tickets yet' },
];

/** What narrows a list beside its view, as its address keeps it. */
export interface Narrowing {
  readonly statuses: readonly TicketStatus[];
  readonly priorities: readonly TicketPriority[];
  /** A member's id, `me` or `none`. */
  readonly assignee: string | null;
  readonly team: string | null;
  readonly channel: TicketChannel | null;
  readonly tags: readonly string[];
  readonly search: string;
  /** When they came in and were resolved, as a dashboard's link says it. */
  readonly instants: Partial<Record<(typeof instants)[number], string>>;
}

const instants = ['createdFrom', 'createdBefore', 'resolvedFrom', 'resolvedBefore'] as const;

export const statuses: readonly TicketStatus[] = ['OPEN', 'PENDING', 'RESOLVED', 'CLOSED'];
export const priorities: readonly TicketPriority[] = ['URGENT', 'HIGH', 'NORMAL', 'LOW'];
export const channels: readonly TicketChannel[] = ['MAIL', 'CALL', 'WEB', 'API'];

/** The order of a list unless it is said. */
export const usualOrder: TicketOrder = { field: 'ACTIVE_AT', direction: 'DESC' };

/** Orders a list can be read in, as its address names them. */
export const orders: Readonly<Record<string, { readonly label: string; readonly orderBy: TicketOrder }>> = {
  active: { label: 'Last active first', orderBy: usualOrder },
  quiet: { label: 'Longest quiet first', orderBy: { field: 'ACTIVE_AT', direction: 'ASC' } },
  newest: { label: 'Newest first', orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
  oldest: { label: 'Oldest first', orderBy: { field: 'CREATED_AT', direction: 'ASC' } },
  priority: { label: 'Most urgent first', orderBy: { field: 'PRIORITY', direction: 'DESC' } },
};

/** The name of an order; that of the usual one for any other. */
export function orderName({ field, direction }: TicketOrder): string {
  return Object.keys(orders).find(name => orders[name]?.orderBy.field === field && orders[name].orderBy.direction === direction) ?? 'active';
}

/** Reads what an address narrows; what it does not know is left out. */
export function narrowingIn(params: URLSearchParams): Narrowing {
  const some = <Value extends string>(name: string, known: readonly Value[]): Value[] => {
    const given = params.get(name)?.split(',') ?? [];
    return known.filter(value => given.includes(value));
  };
  return {
    statuses: some('status', statuses),
    priorities: some('priority', priorities),
    assignee: params.get('assignee'),
    team: params.get('team'),
    channel: some('channel', channels)[0] ?? null,
    tags: (params.get('tag') ?? '').split(',').filter(Boolean).slice(0, 20),
    search: params.get('q')?.slice(0, 100) ?? '',
    instants: Object.fromEntries(instants.flatMap(name => (Number.isNaN(Date.parse(params.get(name) ?? '')) ? [] : [[name, params.get(name) ?? '']]))),
  };
}

/** The same address with another part; null or nothing takes it out. */
export function withPart(params: URLSearchParams, name: string, value: string | readonly string[] | null): URLSearchParams {
  const next = new URLSearchParams(params);
  const text = typeof value === 'string' ? value : (value ?? []).join(',');
  if (text === '') next.delete(name);
  else next.set(name, text);
  return next;
}

const parts = ['status', 'priority', 'assignee', 'team', 'channel', 'tag', 'q', ...instants];

/** The same address with nothing narrowed. */
export function widened(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const part of parts) next.delete(part);
  return next;
}

/** How many ways a list is narrowed in, its search aside. */
export const countOf = ({ statuses, priorities, assignee, team, channel, tags, instants: { createdFrom, createdBefore, resolvedFrom, resolvedBefore } }: Narrowing): number =>
  [statuses.length > 0, priorities.length > 0, assignee, team, channel, tags.length > 0, createdFrom ?? createdBefore, resolvedFrom ?? resolvedBefore].filter(Boolean).length;

/** What the house is asked for: the view's filter, and in place of its parts what is narrowed. */
export function filterOf(base: TicketFilter, { statuses, priorities, assignee, team, channel, tags, search, instants: times }: Narrowing): TicketFilter {
  const { isMine, isAssigned, assigneeId, ...rest } = base;
  const whose: TicketFilter =
    assignee === 'me' ? { isMine: true } : assignee === 'none' ? { isAssigned: false } : assignee ? { assigneeId: assignee } : given({ isMine, isAssigned, assigneeId });
  return {
    ...rest,
    ...times,
    ...whose,
    ...(statuses.length > 0 && { statuses: [...statuses] }),
    ...(priorities.length > 0 && { priorities: [...priorities] }),
    ...(team && { teamId: team }),
    ...(channel && { channel }),
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(search.trim() && { search: search.trim() }),
  };
}

/** The parts of an answered filter that are given, to be asked with. */
export function given(filter: Readonly<Record<string, unknown>>): TicketFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name, value]) => name !== '__typename' && value !== null && value !== undefined));
}
