import type { ApolloCache, ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { refusalOfAnswer } from '../../client.js';
import { graphql } from '../../gql/index.js';
import { type Refusal, Refused, refusalIn } from '../../refusal.js';
import { type Before, type Deed, inTurn, reverse } from './deeds.js';

const Deeds_ticket = graphql(`
  fragment Deeds_ticket on Ticket {
    id
    number
    status
    isUnread
    tags
    assignee {
      id
      name
    }
  }
`);
const Deeds_status = graphql(`
  mutation Deeds_status($input: TicketChangeStatusInput!) {
    ticketChangeStatus(input: $input) {
      ticket {
        id
        status
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const Deeds_assign = graphql(`
  mutation Deeds_assign($input: TicketAssignInput!) {
    ticketAssign(input: $input) {
      ticket {
        id
        assignee {
          id
          name
          pictureUrl
        }
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const Deeds_tag = graphql(`
  mutation Deeds_tag($input: TicketTagInput!) {
    ticketTag(input: $input) {
      ticket {
        id
        tags
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const Deeds_read = graphql(`
  mutation Deeds_read($input: TicketReadInput!) {
    ticketRead(input: $input) {
      ticket {
        id
        isUnread
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const Deeds_unread = graphql(`
  mutation Deeds_unread($input: TicketUnreadInput!) {
    ticketUnread(input: $input) {
      ticket {
        id
        isUnread
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** Something that was done to tickets, or is being done. */
export interface Doing {
  readonly deed: Deed;
  readonly total: number;
  readonly done: number;
  /** How many of them were refused. */
  readonly failed: number;
  /** All refusals until the bar is dismissed. */
  readonly refused: readonly { readonly number: number; readonly refusal: Refusal }[];
  /** What takes it back, ticket by ticket. */
  readonly back: readonly (readonly [ticket: Before, deed: Deed])[];
  readonly isTakingBack: boolean;
}

/** How long something can be taken back. */
const undoMs = 10_000;

/** Does things to tickets, one or many, shows them at once, and keeps for a while what takes them back. */
export function useDeeds() {
  const client = useApolloClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const turn = useRef(0);
  const forget = useCallback(() => setDoing(null), []);

  const run = useCallback(async (deed: Deed, work: readonly (readonly [ticket: Before, deed: Deed])[], isTakingBack: boolean): Promise<void> => {
    const mine = ++turn.current;
    setDoing(now => ({ deed, total: work.length, done: 0, failed: 0, refused: isTakingBack ? [] : (now?.refused ?? []), back: [], isTakingBack })); // a no stays until it is read
    await inTurn(work, ([ticket, one]) => perform(client, ticket.id, one), ([ticket, one], refusal) => {
      const back = refusal === null && !isTakingBack ? reverse(one, ticket) : null;
      setDoing(now => {
        if (now === null) return now;
        const refused = refusal ? [...now.refused, { number: ticket.number, refusal }] : now.refused;
        if (turn.current !== mine) return { ...now, refused }; // something else is being done by now
        return { ...now, done: now.done + 1, failed: now.failed + (refusal ? 1 : 0), refused, back: back ? [...now.back, [ticket, back]] : now.back };
      });
    });
  }, [client]);

  const act = useCallback((deed: Deed, ids: readonly string[]) => {
    const tickets = ids.flatMap(id => beforeOf(client.cache, id) ?? []);
    if (tickets.length > 0) void run(deed, tickets.map(ticket => [ticket, deed] as const), false);
  }, [client, run]);
  const takeBack = useCallback(() => {
    if (doing && doing.back.length > 0 && !doing.isTakingBack) void run(doing.deed, doing.back, true);
  }, [doing, run]);

  const isOver = doing !== null && doing.done === doing.total;
  const isPlain = isOver && doing.refused.length === 0;
  useEffect(() => {
    if (!isPlain) return;
    const timer = setTimeout(forget, undoMs);
    return () => clearTimeout(timer);
  }, [isPlain, doing, forget]);

  return { doing, act, takeBack, forget };
}

function beforeOf(cache: ApolloCache, id: string): Before | null {
  return cache.readFragment({ id: `Ticket:${id}`, fragment: Deeds_ticket });
}

async function perform(client: ApolloClient, id: string, deed: Deed): Promise<void> {
  const result = await ask(client, id, deed).catch((error: unknown) => {
    throw new Refused(refusalOfAnswer(error));
  });
  const no = refusalIn(result);
  if (no) throw new Refused(no);
}

/** Sends one deed; what it will answer is shown before it does, and taken back where it is refused. */
function ask(client: ApolloClient, id: string, deed: Deed): Promise<object> {
  const ticket = { __typename: 'Ticket' as const, id };
  const payload = { __typename: 'TicketPayload' as const, refusal: null };
  if (deed.kind === 'status') {
    return client.mutate({ mutation: Deeds_status, variables: { input: { id, status: deed.status } }, optimisticResponse: { ticketChangeStatus: { ...payload, ticket: { ...ticket, status: deed.status } } } });
  }
  if (deed.kind === 'assign') {
    const assignee = deed.assignee && { __typename: 'Member' as const, pictureUrl: null, ...deed.assignee };
    return client.mutate({ mutation: Deeds_assign, variables: { input: { id, assigneeId: deed.assignee?.id ?? null } }, optimisticResponse: { ticketAssign: { ...payload, ticket: { ...ticket, assignee } } } });
  }
  if (deed.kind === 'tag') return client.mutate({ mutation: Deeds_tag, variables: { input: { id, add: [...deed.add], remove: [...deed.remove] } } });
  const seen = { ...payload, ticket: { ...ticket, isUnread: deed.isUnread } };
  return deed.isUnread
    ? client.mutate({ mutation: Deeds_unread, variables: { input: { id } }, optimisticResponse: { ticketUnread: seen } })
    : client.mutate({ mutation: Deeds_read, variables: { input: { id } }, optimisticResponse: { ticketRead: seen } });
}
