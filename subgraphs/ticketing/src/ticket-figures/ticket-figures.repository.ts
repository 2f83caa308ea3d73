import type { Context, Period } from '@deskgraph/kit';
import type { TicketFigures } from './ticket-figures.entity.js';

/** How many teams and assignees are told apart. */
const mostNamed = 20;

const seconds = (share: number, interval: string, when: string): string =>
  `(select round(extract(epoch from percentile_disc(${String(share)}) within group (order by ${interval})))::int from ${when})`;

/** Counts over this time or the one before. */
const totals = (is: 'is_now' | 'is_before'): string => `json_build_object(
  'created', (select count(*) from came where ${is}),
  'resolved', (select count(*) from settled where ${is}),
  'reopened', (select count(*) from reopened where ${is}),
  'replied', (select count(reply_time) from came where ${is}),
  'firstReplyMedian', ${seconds(0.5, 'reply_time', `came where ${is}`)},
  'firstReplyP90', ${seconds(0.9, 'reply_time', `came where ${is}`)},
  'resolutionMedian', ${seconds(0.5, 'resolution_time', `settled where ${is}`)},
  'resolutionP90', ${seconds(0.9, 'resolution_time', `settled where ${is}`)})`;

/** Those that came in by a column, as a list of the counts. */
const by = (name: string, column: string, order: string): string =>
  `(select coalesce(json_agg(json_build_object('${name}', ${column}, 'count', count) order by ${order}), '[]') from (select ${column}, count(*) as count from came where is_now group by ${column}) c)`;

/** Those that came in by whom they belong to: the most first, then nobody. */
const top = (name: string, column: string): string =>
  `(select coalesce(json_agg(json_build_object('${name}', ${column}, 'count', count) order by ${column} is null, count desc, ${column}), '[]') from ranked_${column} where rank <= ${String(mostNamed)})`;
const ranked = (column: string): string =>
  `ranked_${column} as (select ${column}, count(*) as count, case when ${column} is null then 0 else row_number() over (partition by ${column} is null order by count(*) desc, ${column}) end as rank from came where is_now group by ${column})`;
const rest = (column: string): string => `(select coalesce(sum(count), 0)::int from ranked_${column} where rank > ${String(mostNamed)})`;

/** $1 to $5: the time before begins, this one begins and ends, its time zone, the time before ends. */
const statement = `
  with came as materialized (
    select t.created_at, t.status, t.priority, t.channel, t.team_id, t.assignee_id, t.created_at >= $2::timestamptz as is_now, t.created_at < $5::timestamptz as is_before, r.created_at - t.created_at as reply_time
    from ticketing.ticket t
    left join lateral (
      select m.created_at from ticketing.message m
      where m.organization_id = t.organization_id and m.ticket_id = t.id and m.kind = 'REPLY' and not m.is_automatic and m.created_at >= t.created_at order by m.created_at limit 1
    ) r on true
    where t.created_at >= $1::timestamptz and t.created_at < $3::timestamptz and t.merged_into_id is null
  ), settled as materialized (
    select resolved_at, resolved_at - created_at as resolution_time, resolved_at >= $2::timestamptz as is_now, resolved_at < $5::timestamptz as is_before
    from ticketing.ticket where resolved_at >= $1::timestamptz and resolved_at < $3::timestamptz and merged_into_id is null
  ), reopened as materialized (
    select at >= $2::timestamptz as is_now, at < $5::timestamptz as is_before from ticketing.ticket_event
    where kind = 'STATUS' and "from" in ('RESOLVED', 'CLOSED') and "to" in ('OPEN', 'PENDING') and at >= $1::timestamptz and at < $3::timestamptz
  ), day as (
    select d::date as date from generate_series(date_trunc('day', $2::timestamptz at time zone $4::text), ($3::timestamptz - interval '1 millisecond') at time zone $4::text, interval '1 day') d
  ),
  came_by_day as (select (created_at at time zone $4::text)::date as date, count(*) as count from came where is_now group by 1),
  settled_by_day as (select (resolved_at at time zone $4::text)::date as date, count(*) as count from settled where is_now group by 1),
  ${ranked('team_id')},
  ${ranked('assignee_id')}
  select
    (select count(*)::int from ticketing.ticket where status = 'OPEN') as "openNow",
    (select count(*)::int from ticketing.ticket where status = 'OPEN' and assignee_id is null) as "unassignedNow",
    ${totals('is_now')} as period,
    ${totals('is_before')} as previous,
    (select json_agg(json_build_object('date', to_char(date, 'YYYY-MM-DD'), 'created', coalesce(c.count, 0), 'resolved', coalesce(s.count, 0)) order by date)
      from day left join came_by_day c using (date) left join settled_by_day s using (date)) as days,
    ${by('status', 'status', `array_position(array['OPEN', 'PENDING', 'RESOLVED', 'CLOSED'], status)`)} as statuses,
    ${by('priority', 'priority', 'priority desc')} as priorities,
    ${by('channel', 'channel', 'count desc, channel')} as channels,
    ${top('teamId', 'team_id')} as teams, ${rest('team_id')} as "otherTeams",
    ${top('assigneeId', 'assignee_id')} as assignees, ${rest('assignee_id')} as "otherAssignees"`;

/** The SQL of figures, bound to the context's transaction. */
export const ticketFigures = ({ db }: Context) => ({
  /** All figures of a time, in one statement. */
  async over({ at, from, before, timeZone, previousFrom, previousBefore }: Period): Promise<TicketFigures> {
    const [row] = await db.query<Omit<TicketFigures, 'at'>[]>(statement, [previousFrom, from, before, timeZone, previousBefore]);
    if (!row) throw new Error('A count has one row.');
    return { ...row, at };
  },
});
