import { graphql } from '../../gql/index.js';
import type { CallBoard_FiguresFragment, DashboardCallsChangedSubscription, DashboardCallsQuery } from '../../gql/graphql.js';
import type { FigureProps } from '../../parts/Figure.js';
import { callsPath } from './drill.js';
import type { Time } from './time.js';
import type { Kind } from './useFigures.js';
import { compare, duration, whole } from './words.js';

export const CallBoard_figures = graphql(`
  fragment CallBoard_figures on CallFigures {
    at
    underwayNow
    period {
      calls
      inbound
      answered
      missed
      ringMedian
      ringP90
    }
    previous {
      calls
      inbound
      answered
      missed
      ringMedian
      ringP90
    }
    days {
      date
      calls
      answered
      missed
    }
  }
`);

const query = graphql(`
  query DashboardCalls($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!) {
    callFigures(from: $from, before: $before, timeZone: $timeZone) {
      ...CallBoard_figures
    }
  }
`);

const changed = graphql(`
  subscription DashboardCallsChanged($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!, $after: String) {
    callFiguresChanged(from: $from, before: $before, timeZone: $timeZone, after: $after) {
      ...CallBoard_figures
    }
  }
`);

/** Figures of calls. */
export const callKind: Kind<DashboardCallsQuery, DashboardCallsChangedSubscription> = {
  query,
  changed,
  answerOf: ({ callFiguresChanged }) => (callFiguresChanged ? { callFigures: callFiguresChanged } : null),
};

/** The numbers of calls that matter, the most first. */
export function callNumbers({ underwayNow, period, previous, days }: CallBoard_FiguresFragment, time: Time): FigureProps[] {
  const { span } = time;
  const amount = (key: 'calls' | 'answered' | 'missed') => ({ value: whole(period[key]), comparison: compare({ now: period[key], before: previous[key], span }), course: days.map(day => day[key]) });
  const ring = period.ringMedian ?? null;
  return [
    { title: 'Calls', ...amount('calls'), definition: 'Calls that began in this time, in both directions.', to: callsPath(time) },
    { title: 'Answered', ...amount('answered'), better: 'up', definition: 'Calls of this time that somebody answered.' },
    {
      title: 'Missed',
      ...amount('missed'),
      better: 'down',
      definition: 'Calls of this time that nobody answered.',
      to: callsPath(time, { state: 'MISSED' }),
    },
    {
      title: 'Ringing',
      value: ring === null ? null : duration(ring),
      comparison: compare({ now: ring, before: previous.ringMedian ?? null, span, write: duration, more: 'longer', less: 'shorter' }),
      better: 'down',
      definition: 'Half of the calls that came in and were answered rang no longer than this.',
    },
    { title: 'Going on now', value: whole(underwayNow), definition: 'Calls that ring or are talked in at this moment.' },
  ];
}
