import { graphql } from '../../../gql/index.js';

const verbs_status = graphql(`
  mutation verbs_status($input: TicketChangeStatusInput!) {
    ticketChangeStatus(input: $input) {
      ticket {
        ...TicketHeader_ticket
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const verbs_priority = graphql(`
  mutation verbs_priority($input: TicketChangePriorityInput!) {
    ticketChangePriority(input: $input) {
      ticket {
        ...TicketHeader_ticket
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const verbs_assign = graphql(`
  mutation verbs_assign($input: TicketAssignInput!) {
    ticketAssign(input: $input) {
      ticket {
        ...TicketHeader_ticket
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const verbs_rename = graphql(`
  mutation verbs_rename($input: TicketRenameInput!) {
    ticketRename(input: $input) {
      ticket {
        ...TicketHeader_ticket
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const verbs_tag = graphql(`
  mutation verbs_tag($input: TicketTagInput!) {
    ticketTag(input: $input) {
      ticket {
        ...TicketHeader_ticket
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** What may be done to a ticket's own fields. */
export const verbs = {
  status: { mutation: verbs_status, root: 'ticketChangeStatus', field: 'status' },
  priority: { mutation: verbs_priority, root: 'ticketChangePriority', field: 'priority' },
  assign: { mutation: verbs_assign, root: 'ticketAssign', field: 'assignee' },
  team: { mutation: verbs_assign, root: 'ticketAssign', field: 'team' },
  rename: { mutation: verbs_rename, root: 'ticketRename', field: 'subject' },
  tag: { mutation: verbs_tag, root: 'ticketTag', field: 'tags' },
} as const;
