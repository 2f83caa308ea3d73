import type { Consumer } from '@deskgraph/kit';
import { take } from './intake/intake.service.js';
import { forget, note } from './member/member.service.js';
import { forget as forgetReadings } from './reading/reading.service.js';
import { tell } from './ticket-text/ticket-text.service.js';
import { identify, leaveAssignee, reassign } from './ticket/ticket.service.js';
import { leaveOwner } from './view/view.service.js';

/** What this room does when it has read a mail, and when another room speaks. */
export const consumers: Readonly<Record<string, Consumer>> = {
  'ticketing.mails': {
    topics: ['mail.parsed'],
    run: (tx, { subjectId }) => take(tx, subjectId),
  },
  'ticketing.texts': {
    topics: ['ticket.created', 'ticket.changed', 'ticket.resolved', 'ticket.reopened', 'ticket.merged', 'ticket.unmerged', 'message.received', 'message.recorded', 'message.queued'],
    async run(tx, { topic, subjectId, relatedIds }) {
      await tell(tx, subjectId);
      const otherId = relatedIds.at(-1);
      if (otherId !== undefined && topic.endsWith('merged')) await tell(tx, otherId);
    },
  },
  'ticketing.customers': {
    topics: ['party.identified', 'customer.merged'],
    async run(tx, { topic, subjectId, relatedIds: [relatedId] }) {
      if (relatedId === undefined) return;
      if (topic === 'party.identified') await identify(tx, relatedId, subjectId);
      else await reassign(tx, subjectId, relatedId);
    },
  },
  'ticketing.members': {
    topics: ['member.joined', 'member.deactivated', 'member.reactivated', 'member.removed'],
    async run(tx, { topic, subjectId }) {
      if (topic !== 'member.removed') return note(tx, subjectId, topic !== 'member.deactivated');
      await leaveAssignee(tx, subjectId);
      await leaveOwner(tx, subjectId);
      await forgetReadings(tx, subjectId);
      await forget(tx, subjectId);
    },
  },
};
