import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Viewer } from '@deskgraph/kit';
import type { Metrics } from '../metrics.js';
import { usedBy } from './asked.js';
import type { Asking } from './asking.js';
import type { Listing, ListInterest } from './listing.js';
import type { ChangeFrame, ChangeKind } from './outlet.js';

/** What is asked of a list, and how its frames look. */
export interface Watch {
  /** The name under which the answer stands. */
  readonly key: string;
  readonly listing: Listing;
  readonly interest: ListInterest;
}

/** A row of a list, as it stands in frames. */
export interface Row {
  /** Under each name it was asked for. */
  readonly parts: Map<string, unknown>;
  readonly errors: GraphQLFormattedError[];
  readonly requestId: unknown;
}

/** The list itself was not answered: nobody knows what is in it. */
export class Unanswered extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super('A list was not answered.');
  }
}

/** Asks lists. Throws `Unanswered`. */
export interface Rows {
  /** Those of these ids that are in the list, as somebody sees them. */
  among(viewer: Viewer, watch: Watch, ids: readonly string[], isWanted: () => boolean): Promise<Map<string, Row>>;
  /** Those of these ids that somebody may see at all, in the list or not. */
  readable(viewer: Viewer, watch: Watch, ids: readonly string[], isWanted: () => boolean): Promise<Set<string>>;
  /** Who is in the list, the newest first, and whether these are all. */
  members(viewer: Viewer, watch: Watch): Promise<{ readonly ids: string[]; readonly all: boolean }>;
}

/** Pages that are read of a list to know who is in it. */
const mostPages = 5;
const pageSize = 100;

/** Opens what asks lists. */
export function openRows({ asking, metrics }: { readonly asking: Asking; readonly metrics: Metrics }): Rows {
  const ask = async (viewer: Viewer, watch: Watch, ids: readonly string[], isWanted: () => boolean): Promise<Map<string, Row>> => {
    if (ids.length === 0) return new Map();
    const { listing: { query, filterVariable, firstVariable }, interest: { filter, variables } } = watch;
    metrics.execution();
    const result = await asking(viewer, query.text, { ...usedBy(query, variables), [filterVariable]: { ...filter, ids }, [firstVariable]: ids.length }, isWanted);
    if (ids.length === 1 || result.extensions?.denials === undefined) return rowsOf(watch, result);
    const half = Math.ceil(ids.length / 2); // more denials than one answer reports: each frame is to have its own
    return new Map([...(await ask(viewer, watch, ids.slice(0, half), isWanted)), ...(await ask(viewer, watch, ids.slice(half), isWanted))]);
  };
  const page = async (viewer: Viewer, { listing }: Watch, filter: object, after: string | null, isWanted?: () => boolean) => {
    const result = await asking(viewer, listing.members, { filter, after }, isWanted);
    const [connection] = Object.values(result.data ?? {}) as ({ nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null)[];
    if (!connection) throw new Unanswered(result.errors ?? []);
    return { ids: connection.nodes.map(({ id }) => id.toLowerCase()), end: connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null };
  };

  return {
    async among(viewer, watch, ids, isWanted) {
      const { filter, atOnce } = watch.interest;
      const only = filter.ids == null ? null : new Set([filter.ids].flat().map(id => (typeof id === 'string' ? id.toLowerCase() : '')));
      const asked = only === null ? ids : ids.filter(id => only.has(id));
      const rows = new Map<string, Row>();
      for (let from = 0; from < asked.length && isWanted(); from += atOnce) {
        for (const [id, row] of await ask(viewer, watch, asked.slice(from, from + atOnce), isWanted)) rows.set(id, row);
      }
      return rows;
    },
    async readable(viewer, watch, ids, isWanted) {
      const found = new Set<string>();
      for (let from = 0; from < ids.length && isWanted(); from += pageSize) {
        metrics.execution();
        for (const id of (await page(viewer, watch, { ids: ids.slice(from, from + pageSize) }, null, isWanted)).ids) found.add(id);
      }
      return found;
    },
    async members(viewer, watch) {
      const ids: string[] = [];
      let after: string | null = null;
      for (let n = 0; n < mostPages; n++) {
        const read = await page(viewer, watch, watch.interest.filter, after);
        ids.push(...read.ids);
        after = read.end;
        if (after === null) break;
      }
      return { ids, all: after === null };
    },
  };
}

function rowsOf({ key, listing: { keys, idKey } }: Watch, { data, errors = [], extensions }: FormattedExecutionResult): Map<string, Row> {
  const rows = new Map<string, Row>();
  const places = new Map<string, Row>();
  for (const part of keys) {
    const nodes = (data?.[part] as { nodes: Record<string, unknown>[] } | null | undefined)?.nodes;
    if (!nodes) throw new Unanswered(errors);
    for (const [index, { [idKey]: id, ...rest }] of nodes.entries()) {
      if (typeof id !== 'string') throw new Unanswered(errors);
      const row = rows.get(id.toLowerCase()) ?? { parts: new Map<string, unknown>(), errors: [], requestId: extensions?.requestId };
      row.parts.set(part, rest);
      rows.set(id.toLowerCase(), row);
      places.set(`${part} ${String(index)}`, row);
    }
  }
  for (const { message, path: [part, , index, ...inner] = [], extensions: told } of errors) {
    places.get(`${String(part)} ${String(index)}`)?.errors.push({ message, path: [key, ...(part === undefined ? [] : [part]), ...inner], ...(told && { extensions: told }) });
  }
  return rows;
}

/** What a frame tells of. */
export interface Told {
  readonly id: string;
  readonly kind: ChangeKind;
  /** Of the newest event about it. */
  readonly position: number;
  /** Where whoever saw this frame goes on. */
  readonly cursor: number;
  readonly row: Row | undefined;
}

/** The frame that tells of one thing; of the noun null where it is not in the list. */
export function frameOf({ key, listing: { type }, interest: { fields } }: Watch, { id, kind, position, cursor, row }: Told): ChangeFrame {
  const written = new Map<ChangeKind, string>();
  const write = (told: ChangeKind): string => {
    const present = told === 'LEFT' ? undefined : row;
    const valueOf = (name: string, field: string): unknown =>
      field === 'id' ? id : field === 'kind' ? told : field === '__typename' ? type : (present?.parts.get(name) ?? null);
    const change = Object.fromEntries(fields.map(([name, field]) => [name, valueOf(name, field)]));
    const errors = present && present.errors.length > 0 ? { errors: present.errors } : {};
    return JSON.stringify({ ...errors, data: { [key]: change }, extensions: { requestId: row?.requestId, position: String(cursor) } });
  };
  const as = (told: ChangeKind): string => {
    const text = written.get(told) ?? write(told);
    written.set(told, text);
    return text;
  };
  return { id, kind, position, as };
}
