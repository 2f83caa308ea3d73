import type { Example } from '../examples.js';

const variables = '{\n  "from": "2026-11-01T00:00:00+01:00",\n  "before": "2026-12-01T00:00:00+01:00",\n  "timeZone": "Europe/Berlin"\n}\n';

/** Examples of figures: what dashboards and walls ask. */
export const figuresExamples: readonly Example[] = [
  {
    title: 'A month of tickets',
    about: 'How many came in and were resolved, how fast, day by day and by channel, with the time before beside it. Days are those of the time zone.',
    roles: [],
    query: `query MonthOfTickets($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!) {
  ticketFigures(from: $from, before: $before, timeZone: $timeZone) {
    at
    openNow
    unassignedNow
    period { created resolved reopened firstReplyMedian firstReplyP90 resolutionMedian }
    previous { created resolved reopened firstReplyMedian firstReplyP90 resolutionMedian }
    days { date created resolved }
    channels { channel count }
    assignees { assignee { name } isNone count }
  }
}
`,
    variables,
  },
  {
    title: 'A month of orders and calls',
    about: 'What orders come to in each currency, what was sent, and how many calls were answered, in one question to two rooms.',
    roles: [],
    query: `query MonthOfOrders($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!) {
  orderFigures(from: $from, before: $before, timeZone: $timeZone) {
    period { orders cancelled shipped delivered }
    revenue { currency amount previousAmount orders }
    days { date orders shipped }
    states { state count }
  }
  callFigures(from: $from, before: $before, timeZone: $timeZone) {
    period { calls answered missed ringMedian }
    days { date answered missed }
  }
}
`,
    variables,
  },
  {
    title: 'A wall that keeps itself up to date',
    about: 'The same figures again whenever something happens to a ticket, once a second at most. A key with ticketFigures.read sees these and no ticket.',
    roles: ['owner', 'admin', 'manager', 'analyst'],
    query: `subscription Wall($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!) {
  ticketFiguresChanged(from: $from, before: $before, timeZone: $timeZone) {
    at
    openNow
    unassignedNow
    period { created resolved }
  }
}
`,
    variables,
  },
];
