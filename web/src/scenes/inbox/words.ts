import type { TicketChannel, TicketPriority, TicketStatus } from '../../gql/graphql.js';

/** States of tickets, as people say them. */
export const statusWords: Readonly<Record<TicketStatus, string>> = { OPEN: 'Open', PENDING: 'Pending', RESOLVED: 'Resolved', CLOSED: 'Closed' };
export const priorityWords: Readonly<Record<TicketPriority, string>> = { URGENT: 'Urgent', HIGH: 'High', NORMAL: 'Normal', LOW: 'Low' };
export const channelWords: Readonly<Record<TicketChannel, string>> = { MAIL: 'Mail', CALL: 'Telephone', WEB: 'Written down', API: 'Another system' };
