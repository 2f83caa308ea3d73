import type { Example } from '../examples.js';

const working = ['owner', 'admin', 'manager', 'agent'];

/** Examples of the room ticketing: the inbox, a case, and what is done about it. */
export const ticketExamples: readonly Example[] = [
  {
    title: 'The inbox',
    about: 'Open tickets, the last active first, each with whose it is, whose work it is and what was last said. Tags, teams and more narrow it down.',
    roles: [],
    query: `query Inbox {
  tickets(filter: { statuses: [OPEN] }, first: 25) {
    totalCount
    nodes {
      number
      subject
      priority
      tags
      customer { name openOrderCount }
      assignee { name }
      team { name }
      lastMessage { kind text createdAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    title: 'A whole case',
    about: 'A ticket with all that was said, its customer with orders, shipments and calls, what it is like, and which articles may answer. Take an id from the inbox.',
    roles: [],
    query: `query Case($id: ID!) {
  ticket(id: $id) {
    number
    subject
    status
    viewerCan
    messages(first: 50) { nodes { kind text authorName author { name } delivery attachments { name url } } }
    customer {
      name
      orders(first: 5) { number state total lines { sku quantity } shipments { carrier state } }
      calls { number startedAt state }
    }
    similarTickets(first: 3) { snippet ticket { number subject } }
    suggestedArticles(first: 3) { title snippet }
    history(first: 25) { nodes { kind from to at actor { name } } }
  }
}
`,
    variables: '{\n  "id": "a ticket\'s id"\n}\n',
  },
  {
    title: 'A case, live',
    about: 'The same case whenever something happens to it, its customer, or their orders, shipments and calls.',
    roles: [],
    query: `subscription CaseLive($id: ID!) {
  caseChanged(ticketId: $id) {
    status
    messages(first: 50) { nodes { kind text delivery } }
    customer { name orders(first: 5) { number state shipments { state } } }
  }
}
`,
    variables: '{\n  "id": "a ticket\'s id"\n}\n',
  },
  {
    title: 'The urgent tickets, live',
    about: 'What enters, changes in and leaves a list. Any filter of the inbox can be watched.',
    roles: [],
    query: `subscription Urgent {
  ticketsChanged(filter: { statuses: [OPEN], priorities: [HIGH, URGENT] }) {
    kind
    ticket { number subject priority assignee { name } }
  }
}
`,
  },
  {
    title: 'Answer somebody',
    about: 'Stores the reply and queues it. It is SENT once a mail server has taken it over; the same key sends it once.',
    roles: working,
    query: `mutation Answer($input: MessageReplyInput!) {
  messageReply(input: $input) {
    message { id delivery }
    refusal { code field message }
  }
}
`,
    variables: '{\n  "input": {\n    "ticketId": "a ticket\'s id",\n    "text": "It ships tomorrow.",\n    "status": "PENDING",\n    "idempotencyKey": "my-first-reply"\n  }\n}\n',
  },
];
