import type { Context, Period } from '@deskgraph/kit';
import type { CallFigures } from './call-figures.entity.js';

const rang = (share: number): string => `round(extract(epoch from percentile_disc(${String(share)}) within group (order by answered_at - started_at) filter (where direction = 'INBOUND' and is_answered)))::int`;

/** Counts over this time or the one before. */
const totals = (is: 'is_now' | 'is_before'): string => `(select json_build_object(
  'calls', count(*), 'inbound', count(*) filter (where direction = 'INBOUND'), 'answered', count(*) filter (where is_answered), 'missed', count(*) filter (where is_missed),
  'ringMedian', ${rang(0.5)}, 'ringP90', ${rang(0.9)}) from call where ${is})`;

/** $1 to $5: the time before begins, this one begins and ends, its time zone, the time before ends. */
const statement = `
  with call as materialized (
    select started_at, answered_at, direction, state in ('ANSWERED', 'ENDED') as is_answered, state = 'MISSED' as is_missed, started_at >= $2::timestamptz as is_now, started_at < $5::timestamptz as is_before
    from voice.call where started_at >= $1::timestamptz and started_at < $3::timestamptz
  ), day as (
    select d::date as date from generate_series(date_trunc('day', $2::timestamptz at time zone $4::text), ($3::timestamptz - interval '1 millisecond') at time zone $4::text, interval '1 day') d
  ), by_day as (
    select (started_at at time zone $4::text)::date as date, count(*) as calls, count(*) filter (where is_answered) as answered, count(*) filter (where is_missed) as missed from call where is_now group by 1
  )
  select
    (select count(*)::int from voice.call where (case when ended_at is null then 'infinity' else ended_at end) = 'infinity') as "underwayNow",
    ${totals('is_now')} as period,
    ${totals('is_before')} as previous,
    (select json_agg(json_build_object('date', to_char(date, 'YYYY-MM-DD'), 'calls', coalesce(calls, 0), 'answered', coalesce(answered, 0), 'missed', coalesce(missed, 0)) order by date)
      from day left join by_day using (date)) as days`;

/** The SQL of figures, bound to the context's transaction. */
export const callFigures = ({ db }: Context) => ({
  /** All figures of a time, in one statement. */
  async over({ at, from, before, timeZone, previousFrom, previousBefore }: Period): Promise<CallFigures> {
    const [row] = await db.query<Omit<CallFigures, 'at'>[]>(statement, [previousFrom, from, before, timeZone, previousBefore]);
    if (!row) throw new Error('A count has one row.');
    return { ...row, at };
  },
});
