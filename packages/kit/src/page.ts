import { ArgsType, Directive, Field, Int, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Refused } from './refusal.js';

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

/** A page of rows in the shape of a connection. The total is counted only when somebody asks. */
export interface Page<Row> {
  readonly nodes: Row[];
  readonly edges: { cursor: string; node: Row }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: Promise<number>;
}

/** One keyset page of `query`, whose alias is `alias`. Costs one statement, and a second for the total if it is asked for. */
export async function page<Row extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<Row>,
  { first, after }: PageArgs,
  order: Order<Row>,
): Promise<Page<Row>> {
  if (first < 1 || first > 100) throw new Refused('INVALID', 'Ask for 1 to 100 rows at a time.', 'first');
  const { alias } = query;
  const counted = query.clone();
  const sorted = query.orderBy(order.column, order.direction).addOrderBy(`${alias}.id`, order.direction).take(first + 1);
  if (after !== null && after !== undefined) {
    const [value, id] = decode(after, order.direction + order.column);
    sorted.andWhere(`(${order.column}, ${alias}.id) ${order.direction === 'ASC' ? '>' : '<'} (:afterValue, :afterId)`, { afterValue: value, afterId: id });
  }
  const rows = await sorted.getMany();
  const nodes = rows.slice(0, first);
  const edges = nodes.map(node => ({ node, cursor: encode(order.value(node), node.id, order.direction + order.column) }));
  return {
    nodes,
    edges,
    pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null },
    get totalCount() {
      return counted.getCount();
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
