import { graphql } from '../../gql/index.js';
import type { DashboardTicketsChangedSubscription, DashboardTicketsQuery, TicketBoard_FiguresFragment } from '../../gql/graphql.js';
import type { Bar } from '../../parts/Bars.js';
import type { FigureProps } from '../../parts/Figure.js';
import type { Table } from '../../table.js';
import { createdPath, ticketsPath } from './drill.js';
import type { Time } from './time.js';
import type { Kind } from './useFigures.js';
import { compare, duration, said, whole } from './words.js';

export const TicketBoard_figures = graphql(`
  fragment TicketBoard_figures on TicketFigures {
    at
    openNow
    unassignedNow
    period {
      created
      resolved
      reopened
      replied
      firstReplyMedian
      firstReplyP90
      resolutionMedian
      resolutionP90
    }
    previous {
      created
      resolved
      reopened
      replied
      firstReplyMedian
      firstReplyP90
      resolutionMedian
      resolutionP90
    }
    days {
      date
      created
      resolved
    }
    statuses {
      status
      count
    }
    priorities {
      priority
      count
    }
    channels {
      channel
      count
    }
    teams {
      team {
        id
        name
      }
      isNone
      count
    }
    otherTeams
    assignees {
      assignee {
        id
        name
      }
      isNone
      count
    }
    otherAssignees
  }
`);

const query = graphql(`
  query DashboardTickets($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!) {
    ticketFigures(from: $from, before: $before, timeZone: $timeZone) {
      ...TicketBoard_figures
    }
  }
`);

const changed = graphql(`
  subscription DashboardTicketsChanged($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!, $after: String) {
    ticketFiguresChanged(from: $from, before: $before, timeZone: $timeZone, after: $after) {
      ...TicketBoard_figures
    }
  }
`);

/** Figures of tickets. */
export const ticketKind: Kind<DashboardTicketsQuery, DashboardTicketsChangedSubscription> = {
  query,
  changed,
  answerOf: ({ ticketFiguresChanged }) => (ticketFiguresChanged ? { ticketFigures: ticketFiguresChanged } : null),
};

/** The numbers of tickets that matter, the most first. */
export function ticketNumbers({ openNow, unassignedNow, period, previous, days }: TicketBoard_FiguresFragment, time: Time): FigureProps[] {
  const { span, from, before } = time;
  const amount = (key: 'created' | 'resolved' | 'reopened') => ({ value: whole(period[key]), comparison: compare({ now: period[key], before: previous[key], span }) });
  const took = (key: 'firstReplyMedian' | 'firstReplyP90' | 'resolutionMedian') => {
    const now = period[key] ?? null;
    const comparison = compare({ now, before: previous[key] ?? null, span, write: duration, more: 'longer', less: 'shorter' });
    return { value: now === null ? null : duration(now), comparison, better: 'down' as const };
  };
  return [
    {
      title: 'Open now',
      value: whole(openNow),
      definition: 'Tickets whose turn is ours, however long ago they came in.',
      to: ticketsPath('open'),
    },
    {
      title: 'Unassigned now',
      value: whole(unassignedNow),
      definition: 'Open tickets that nobody has taken.',
      to: ticketsPath('unassigned'),
    },
    {
      title: 'Came in',
      ...amount('created'),
      definition: 'Tickets that were created in this time. Merged ones count once.',
      course: days.map(({ created }) => created),
      to: createdPath(time),
    },
    {
      title: 'Resolved',
      ...amount('resolved'),
      better: 'up',
      definition: 'Tickets that were resolved or closed in this time and still are, whenever they came in.',
      course: days.map(({ resolved }) => resolved),
      to: ticketsPath('all', { resolvedFrom: from, resolvedBefore: before }),
    },
    {
      title: 'First reply',
      ...took('firstReplyMedian'),
      definition: 'Half of the tickets that came in and were answered had their first reply by a member within this time.',
    },
    {
      title: 'Nine in ten replies',
      ...took('firstReplyP90'),
      definition: 'Nine in ten of the tickets that came in and were answered had their first reply within this time.',
    },
    {
      title: 'Resolution',
      ...took('resolutionMedian'),
      definition: 'Half of the tickets that were resolved took no longer than this, from coming in to resolved.',
    },
    {
      title: 'Reopened',
      ...amount('reopened'),
      better: 'down',
      definition: 'How often a ticket that was resolved or closed was opened again.',
    },
  ];
}

/** What came in, by what it is: bars that lead to their rows, and the same as a table. */
export function sharesOf(figures: TicketBoard_FiguresFragment, time: Time): { title: string; table: Table; bars: readonly Bar[] }[] {
  const to = (parts: Readonly<Record<string, string>>) => createdPath(time, parts);
  const rest = (value: number): Bar[] => (value > 0 ? [{ name: 'Others', value }] : []);
  const shares: readonly (readonly [column: string, bars: readonly Bar[]])[] = [
    ['Status', figures.statuses.map(({ status, count }) => ({ name: said(status), value: count, to: to({ status }) }))],
    ['Channel', figures.channels.map(({ channel, count }) => ({ name: said(channel), value: count, to: to({ channel }) }))],
    ['Priority', figures.priorities.map(({ priority, count }) => ({ name: said(priority), value: count, to: to({ priority }) }))],
    ['Assignee', [
      ...figures.assignees.map(({ assignee, isNone, count: value }): Bar => {
        if (isNone) return { name: 'Nobody', value, to: to({ assignee: 'none' }) };
        return assignee ? { name: assignee.name, value, to: to({ assignee: assignee.id }) } : { name: 'Somebody you may not see', value };
      }),
      ...rest(figures.otherAssignees),
    ]],
    ['Team', [
      ...figures.teams.map(({ team, isNone, count: value }): Bar => {
        if (isNone) return { name: 'No team', value };
        return team ? { name: team.name, value, to: to({ team: team.id }) } : { name: 'A team you may not see', value };
      }),
      ...rest(figures.otherTeams),
    ]],
  ];
  return shares.map(([column, bars]) => ({
    title: `By ${column.toLowerCase()}`,
    table: { columns: [column, 'Came in'], rows: bars.map(({ name, value }) => [name, value]) },
    bars,
  }));
}
