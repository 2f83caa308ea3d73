import { skipToken, useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { Fragment, useMemo, useState } from 'react';
import { useViewer } from '../../../desk/viewer.js';
import { type DocumentType, type FragmentType, graphql, read } from '../../../gql/index.js';
import { Empty } from '../../../parts/Section.js';
import { More } from '../../../parts/More.js';
import { usePeople } from '../people.js';
import classes from './Conversation.module.css';
import { EventLine } from './EventLine.js';
import { MessageItem } from './MessageItem.js';
import { useAtEnd } from './useAtEnd.js';

const Conversation_history = graphql(`
  fragment Conversation_history on Ticket {
    id
    history(first: 100) {
      nodes {
        id
        kind
        at
        ...EventLine_event
      }
    }
  }
`);
const Conversation_ticket = graphql(`
  fragment Conversation_ticket on Ticket {
    id
    messages(first: 100) {
      nodes {
        id
        kind
        hasHtml
        createdAt
        authorName
        author {
          id
        }
        ...MessageItem_message
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    ...Conversation_history
  }
`);
/** What was written as HTML may be long: it is fetched where there is any, and not told again with each change. */
const Conversation_bodies = graphql(`
  query Conversation_bodies($id: ID!) {
    ticket(id: $id) {
      id
      messages(first: 100) {
        nodes {
          id
          html
        }
      }
    }
  }
`);
const Conversation_later = graphql(`
  query Conversation_later($id: ID!, $after: String) {
    ticket(id: $id) {
      id
      messages(first: 100, after: $after) {
        nodes {
          id
          kind
          hasHtml
          createdAt
          authorName
          html
          author {
            id
          }
          ...MessageItem_message
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** How soon after another message of the same author one goes on from it. */
const togetherMs = 5 * 60_000;

/** All that was said in a ticket and done to it, the oldest first. `readAt` is up to when its reader knows it; what is new since stands below a line. */
export function Conversation({ readAt, ...props }: { ticket: FragmentType<typeof Conversation_ticket>; readAt: string | null }) {
  const ticket = read(Conversation_ticket, props.ticket);
  const events = read(Conversation_history, ticket).history?.nodes;
  const { id, messages } = ticket;
  const { data: bodies, fetchMore } = useQuery(Conversation_bodies, messages?.nodes.some(({ hasHtml }) => hasHtml) ? { variables: { id } } : skipToken);
  const html = useMemo(() => new Map(bodies?.ticket?.messages?.nodes.map(one => [one.id, one.html ?? null])), [bodies]);
  const people = usePeople(events?.some(({ kind }) => kind === 'ASSIGNEE' || kind === 'TEAM') === true);
  const names = useMemo(() => new Map([...(people?.members?.nodes ?? []), ...(people?.teams ?? [])].map(one => [one.id, one.name])), [people]);
  const entries = useMemo(() => inOrder(messages?.nodes ?? [], events ?? []), [messages, events]);
  const { memberId } = useViewer();
  const [since] = useState(readAt ?? ''); // looking at it does not make it old
  const last = messages?.nodes.at(-1);
  const firstNew = messages?.nodes.find(({ createdAt, author }) => createdAt > since && author?.id !== memberId)?.id ?? null;
  const { place, content, isBehind, toEnd } = useAtEnd({ last: last?.id ?? '', isOwn: last?.author?.id === memberId, firstNew });

  return (
    <div className={classes.wrap}>
      <div ref={place} className={classes.log} tabIndex={0} role="log" aria-label="Messages">
        <div ref={content} className={classes.entries}>
          {entries.length === 0 && <Empty title="Nothing was said yet" words="Write a note, or answer whoever asked." />}
          {entries.map((entry, at) =>
            entry.message ? (
              <Fragment key={entry.message.id}>
                {entry.message.id === firstNew && at > 0 && (
                  <div role="separator" className={classes.new}>
                    New
                  </div>
                )}
                <MessageItem ticketId={id} message={entry.message} html={html.get(entry.message.id) ?? null} isContinued={entry.isContinued && entry.message.id !== firstNew} />
              </Fragment>
            ) : (
              <EventLine key={entry.event.id} event={entry.event} nameOf={one => names.get(one) ?? null} />
            ),
          )}
          {messages && <More page={messages.pageInfo} onMore={after => fetchMore({ query: Conversation_later, variables: { id, after } })} />}
        </div>
      </div>
      {isBehind && (
        <Button className={classes.toEnd} size="xs" radius="xl" leftSection={<IconArrowDown size={14} stroke={2} aria-hidden />} onClick={toEnd}>
          New message
        </Button>
      )}
    </div>
  );
}

type Said = NonNullable<DocumentType<typeof Conversation_ticket>['messages']>['nodes'][number];
type Done = NonNullable<DocumentType<typeof Conversation_history>['history']>['nodes'][number];
type Entry = { readonly message: Said; readonly isContinued: boolean; readonly event?: undefined } | { readonly message?: undefined; readonly event: Done };

function inOrder(messages: readonly Said[], events: readonly Done[]): Entry[] {
  const rows = [
    ...messages.map(message => ({ at: message.createdAt, message })),
    ...events.filter(({ kind }) => kind !== 'CREATED').map(event => ({ at: event.at, event })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return rows.map((row, at): Entry => {
    if ('event' in row) return row;
    const above = rows[at - 1];
    return { message: row.message, isContinued: above !== undefined && 'message' in above && isTogether(above.message, row.message) };
  });
}

function isTogether(above: Said, below: Said): boolean {
  const isOne = above.kind === below.kind && above.author?.id === below.author?.id && above.authorName === below.authorName;
  return isOne && Date.parse(below.createdAt) - Date.parse(above.createdAt) < togetherMs;
}
