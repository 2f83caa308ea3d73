/** One question that figures are about. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The case view: a ticket with 50 messages, its customer, 10 orders with lines and shipments, what is like it and what may answer it. */
export function caseView(ticketId: string): Question {
  const query = `query Case($id: ID!) {
    ticket(id: $id) {
      id number subject status priority channel tags createdAt activeAt requesterName version viewerCan
      assignee { id name }
      messages(first: 50) { nodes { id kind text authorName createdAt delivery isAutomatic author { id name } attachments { id name type size } } pageInfo { hasNextPage endCursor } }
      customer {
        id number name kind language
        orders(first: 10) { id number state channel total currency placedAt lines { id sku title quantity unitPrice total } shipments { id state carrier trackingNumber shippedAt } }
      }
      similarTickets(first: 5) { title snippet ticket { id number status } }
      suggestedArticles(first: 3) { title snippet article { id state } }
    }
  }`;
  return { query, variables: { id: ticketId } };
}

/** A page of the inbox: who asks, whose work it is, what was last said, and how many open orders the customer has. */
export function inbox(first: number): Question {
  const query = `query Inbox($first: Int!) {
    tickets(first: $first, orderBy: { field: ACTIVE_AT, direction: DESC }) {
      nodes { id number subject status priority channel tags activeAt requesterName assignee { id name } lastMessage { id kind text createdAt } customer { id name openOrderCount } }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  return { query, variables: { first } };
}

/** One room, a few fields. */
export const small: Question = { query: 'query Small { organization { id name } members(first: 5) { nodes { id name role { name } } } }', variables: {} };
