import type { InMemoryCache } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useActions } from '../../actions.js';
import { refusalOfAnswer } from '../../client.js';
import { useViewer } from '../../desk/viewer.js';
import { type DocumentType, graphql } from '../../gql/index.js';
import { useLive } from '../../live/useLive.js';
import { RequestId } from '../../parts/Notice.js';
import { Pane } from '../../parts/Pane.js';
import { Empty } from '../../parts/Section.js';
import { useTitle } from '../../parts/useTitle.js';
import { Composer, type ComposerHandle } from './composer/Composer.js';
import { ContextPane } from './context/ContextPane.js';
import { useContextPane } from './context/useContextPane.js';
import { forgetCases } from './forgetCases.js';
import { TicketHeader } from './header/TicketHeader.js';
import { partsFailed } from './partsFailed.js';
import { Conversation } from './thread/Conversation.js';
import classes from './TicketScene.module.css';
import { TicketWaiting } from './TicketWaiting.js';
import { usePresence } from './usePresence.js';

const TicketScene_query = graphql(`
  query TicketScene($id: ID!) {
    ticket(id: $id) {
      id
      number
      subject
      readAt
      ...TicketHeader_ticket
      ...Conversation_ticket
      ...Composer_ticket
      ...ContextPane_ticket
    }
    presence(id: $id) {
      ticketId
      ...Present_presence
    }
  }
`);
const TicketScene_changed = graphql(`
  subscription TicketScene_changed($id: ID!, $after: String) {
    caseChanged(ticketId: $id, after: $after) {
      id
      number
      subject
      ...TicketHeader_ticket
      ...Conversation_ticket
      ...Composer_ticket
      ...ContextPane_ticket
    }
  }
`);
const TicketScene_presence = graphql(`
  subscription TicketScene_presence($id: ID!, $after: String) {
    presenceChanged(ticketId: $id, after: $after) {
      ticketId
      ...Present_presence
    }
  }
`);

/** The case itself comes first; tickets that are only passed by are not followed. */
const restMs = 400;

/** One ticket, with the whole case around it. */
export function TicketScene() {
  const { ticketId = '', view = 'all' } = useParams();
  return <Case key={ticketId} id={ticketId} view={view} />;
}

function Case({ id, view }: { id: string; view: string }) {
  const { data, loading, error, refetch } = useQuery(TicketScene_query, { variables: { id }, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' });
  const { cache } = useApolloClient();
  useEffect(() => forgetCases(cache as InMemoryCache, id), [cache, id]);
  useLive(TicketScene_changed, { variables: { id }, restMs });
  useLive(TicketScene_presence, { variables: { id }, restMs });
  const back = `/inbox/${view}`;
  const ticket = data?.ticket;

  if (ticket) return <Whole ticket={ticket} presence={data.presence} failed={partsFailed(error)} onAgain={() => void refetch()} />;
  if (loading) return <TicketWaiting />;
  const refusal = error && refusalOfAnswer(error);
  return (
    <div className={classes.blank} role="alert">
      <Empty
        title={refusal ? 'The ticket did not load' : 'There is no such ticket'}
        words={
          refusal ? (
            <>
              {refusal.message}
              <RequestId id={refusal.requestId} />
            </>
          ) : (
            'It may be in another organization, or the link is not whole.'
          )
        }
        action={
          refusal ? (
            <Button variant="default" onClick={() => void refetch()}>
              Try again
            </Button>
          ) : (
            <Button variant="default" component={Link} to={back}>
              Back to the list
            </Button>
          )
        }
      />
    </div>
  );
}

type Data = DocumentType<typeof TicketScene_query>;

interface WholeProps {
  readonly ticket: NonNullable<Data['ticket']>;
  readonly presence: Data['presence'];
  readonly failed: ReadonlySet<string>;
  readonly onAgain: () => void;
}

function Whole({ ticket, presence, failed, onAgain }: WholeProps) {
  const { id, number, subject } = ticket;
  const composer = useRef<ComposerHandle>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const [isWriting, setIsWriting] = useState(false);
  const context = useContextPane();
  const handleInsert = useCallback((html: string) => composer.current?.insert(html), []);
  useTitle(`${number} ${subject}`);
  usePresence(id, isWriting, useViewer().may('presence.touch'));
  useEffect(() => {
    if (!document.activeElement?.closest('[role="grid"], [role="dialog"], input, textarea')) title.current?.focus({ preventScroll: true });
  }, []);
  useActions([
    { id: 'ticket.hideContext', label: 'Hide the customer and orders', group: 'Ticket', keys: '[', run: () => context.show(false) },
    { id: 'ticket.showContext', label: 'Show the customer and orders', group: 'Ticket', keys: ']', run: () => context.show(true) },
  ]);

  return (
    <article className={classes.ticket} aria-label={`Ticket ${number}`}>
      <div className={classes.main}>
        <Pane label="Ticket" className={classes.head}>
          <TicketHeader ticket={ticket} presence={presence} titleRef={title} context={context} />
        </Pane>
        <Pane label="Conversation" className={classes.thread}>
          <Conversation ticket={ticket} readAt={ticket.readAt ?? null} />
        </Pane>
        <Pane label="Answer" className={classes.composer}>
          <Composer ref={composer} ticket={ticket} onWriting={setIsWriting} />
        </Pane>
      </div>
      <ContextPane ticket={ticket} failed={failed} pane={context} onAgain={onAgain} onInsert={handleInsert} />
    </article>
  );
}
