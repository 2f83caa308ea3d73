import { ArgsType, Directive, Field, Int, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Refused, refusalOf } from './refusal.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 25, description: 'How many, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The cursor to go on after: an `endCursor` or an edge\'s `cursor`.' })
  after?: string | null;
}

@ObjectType({ description: 'Where a page ends.' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The last row\'s cursor; give it as `after` for the next page. Null on an empty page.' })
  endCursor!: string | null;
}

/** Which end of a list comes first. */
export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end of a list comes first.',
  valuesConfig: {
    ASC: { description: 'The smallest, earliest or first in the alphabet.' },
    DESC: { description: 'The greatest, latest or last in the alphabet.' },
  },
});

/** How a list is ordered: a non-null column, with the id as the tie-breaker. */
export interface Order<Row> {
  /** The column as the query names it, e.g. `member.joinedAt`. */
  readonly column: string;
  readonly direction: `${OrderDirection}`;
  readonly value: (row: Row) => string | number | Date;
}

/** An instant that may never come, as lists order it: rows without it are the latest. Its index is on the same expression. */
export function orNever<Row>(column: string, value: (row: Row) => Date | null): Omit<Order<Row>, 'direction'> {
  // A case, for row-level security keeps Postgres from looking a coalesce up in an index.
  return { column: `case when ${column} is null then 'infinity' else ${column} end`, value: row => value(row) ?? 'infinity' };
}

/** A page of rows in the shape of a connection. The total is counted only when somebody asks. */
export interface Page<Row> {
  readonly nodes: Row[];
  readonly edges: { cursor: string; node: Row }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: Promise<number>;
}

type Rows<Row extends ObjectLiteral> = SelectQueryBuilder<Row>;

/** One keyset page of `query`, whose alias is `alias`. Costs one statement, and a second for the total if it is asked for. */
export async function page<Row extends ObjectLiteral & { id: string }>(query: Rows<Row>, args: PageArgs, order: Order<Row>): Promise<Page<Row>> {
  const counted = query.clone();
  return pageOf(await onPage(query, args, order).getMany(), args, order, () => counted.getCount());
}

/** Whose rows `pagesBy` pages through: the column that points to the parents as the query names it, and what it holds. */
export interface Parents<Row> {
  readonly ids: readonly string[];
  readonly column: string;
  readonly value: (row: Row) => string | null;
}

/**
 * For each of several parents the first page of its rows of `query`, or the one after a cursor. Costs one statement for all of them, and a second for
 * all totals if one is asked for.
 */
export async function pagesBy<Row extends ObjectLiteral & { id: string }>(query: Rows<Row>, { ids, column, value }: Parents<Row>, args: PageArgs, order: Order<Row>): Promise<(Page<Row> & { parentId: string })[]> {
  const { alias } = query;
  const each = onPage(query.clone().select(`${alias}.id`, 'id').andWhere(`${column} = parent.id`), args, order);
  const picked = query.clone().andWhere(`${alias}.id = any(array(select picked.id from unnest(cast(:parentIds as uuid[])) parent(id) cross join lateral (${each.getQuery()}) picked))`);
  const rows = await picked.setParameters({ ...each.getParameters(), parentIds: ids }).orderBy(order.column, order.direction).addOrderBy(`${alias}.id`, order.direction).getMany();
  const byParent = Map.groupBy(rows, value);

  let totals: Promise<{ parentId: string; count: number }[]> | undefined;
  const total = async (id: string): Promise<number> => {
    totals ??= query.clone().select(column, 'parentId').addSelect('count(*)::integer', 'count').andWhere(`${column} = any(:parentIds)`, { parentIds: ids }).groupBy(column).getRawMany();
    return (await totals).find(({ parentId }) => parentId === id)?.count ?? 0;
  };
  return ids.map(parentId => Object.assign(pageOf(byParent.get(parentId) ?? [], args, order, () => total(parentId)), { parentId }));
}

/** The rows of a page, and one more where there are more. */
function onPage<Row extends ObjectLiteral>(query: Rows<Row>, { first, after }: PageArgs, { column, direction }: Order<Row>): Rows<Row> {
  if (first < 1 || first > 100) throw new Refused('INVALID', 'Ask for 1 to 100 rows at a time.', 'first');
  const { alias } = query;
  query.orderBy(column, direction).addOrderBy(`${alias}.id`, direction).take(first + 1);
  if (after === null || after === undefined) return query;
  const [value, id] = decode(after, direction + column);
  return query.andWhere(`(${column}, ${alias}.id) ${direction === 'ASC' ? '>' : '<'} (:afterValue, :afterId)`, { afterValue: value, afterId: id });
}

function pageOf<Row extends { id: string }>(rows: Row[], { first }: PageArgs, { column, direction, value }: Order<Row>, count: () => Promise<number>): Page<Row> {
  const nodes = rows.slice(0, first);
  const cursorOf = (node: Row): string => encode(value(node), node.id, direction + column);
  const last = nodes.at(-1);
  return {
    nodes,
    get edges() {
      return nodes.map(node => ({ node, cursor: cursorOf(node) }));
    },
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last) : null },
    get totalCount() {
      return count().catch((error: unknown) => { throw refusalOf(error); }); // read as a plain property: nothing around it tells refusals
    },
  };
}

/** The connection and edge types of a noun, e.g. `MemberConnection` and `MemberEdge`. */
export function connectionOf<Row extends object>(noun: ClassType<Row>, name: string): ClassType<Page<Row>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} on a page, with its cursor.` })
  class Edge {
    @Field(() => String, { description: 'Where this row stands; give it as `after`.' })
    cursor!: string;

    @Field(() => noun, { description: 'The row.' })
    node!: Row;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} rows.` })
  class Connection {
    @Field(() => [noun], { description: 'The rows, without their cursors.' })
    nodes!: Row[];

    @Field(() => [Edge], { description: 'The rows with their cursors.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many rows there are in all, pages aside. Costs a count.' })
    totalCount!: Promise<number>;
  }
  return Connection;
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A cursor also says which order it belongs to: followed under another one it would skip rows in silence. */
function encode(value: string | number | Date, id: string, order: string): string {
  return Buffer.from(JSON.stringify([value instanceof Date ? value.toISOString() : value, id, order])).toString('base64url');
}

function decode(cursor: string, order: string): [value: string | number | Date, id: string] {
  const [value, id, of, ...rest] = parse(cursor);
  const whole = (typeof value === 'string' || typeof value === 'number') && isUuid(id) && of === order && rest.length === 0;
  if (!whole) throw new Refused('INVALID', 'This cursor belongs to another list or order. Start again without it.', 'after');
  return [typeof value === 'string' && instant.test(value) ? new Date(value) : value, id as string];
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
