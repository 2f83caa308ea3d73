import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconMail, IconNote, IconPackage, IconPhone, IconTicket } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { money } from '../../money.js';
import { More } from '../../parts/More.js';
import { Moment } from '../../parts/Moment.js';
import { Empty, Inset, Row, Rows, Section } from '../../parts/Section.js';
import { CallTag } from '../call/CallTag.js';
import { OrderTag } from '../order/OrderTag.js';
import { channelWords } from './customerWords.js';
import { NoteForm } from './NoteForm.js';
import classes from './Timeline.module.css';

const Timeline_customer = graphql(`
  fragment Timeline_customer on Customer {
    id
    viewerCan
    interactions(first: 25, after: $after) {
      nodes {
        id
        ...Timeline_interaction
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const Timeline_interaction = graphql(`
  fragment Timeline_interaction on Interaction {
    id
    at
    channel
    direction
    summary
    by {
      id
      name
    }
    message {
      id
      kind
      ticket {
        id
        number
        subject
      }
    }
    order {
      id
      number
      state
      total
      currency
    }
    call {
      id
      number
      state
    }
  }
`);
const Timeline_query = graphql(`
  query Timeline($id: ID!, $after: String) {
    customer(id: $id) {
      id
      ...Timeline_customer
    }
  }
`);

const icons = { CALL: IconPhone, MAIL: IconMail, NOTE: IconNote, ORDER: IconPackage, TICKET: IconTicket };
const pageSize = 25;

interface TimelineProps {
  readonly customer: FragmentType<typeof Timeline_customer>;
  /** Goes up whenever something happened. */
  readonly news: number;
}

/** All that happened between a customer and the organization, the latest first. */
export function Timeline({ customer, news }: TimelineProps) {
  const { id, viewerCan, interactions } = read(Timeline_customer, customer);
  const client = useApolloClient();
  const [isBehind, setIsBehind] = useState(false);
  const shown = interactions?.nodes.length ?? 0;
  const ask = (after: string | null) => client.query({ query: Timeline_query, variables: { id, after }, fetchPolicy: 'network-only' });
  const refresh = async () => {
    await ask(null);
    setIsBehind(false);
  };

  // What is being read further down must not be taken away: there the news waits for a click.
  const hear = useEffectEvent(() => {
    if (shown > pageSize) setIsBehind(true);
    else void refresh();
  });
  const heard = useRef(news);
  useEffect(() => {
    if (heard.current === news) return;
    heard.current = news;
    hear();
  }, [news]);

  return (
    <Section id="timeline" title="Timeline" lead="Mail, calls, orders and notes, the latest first.">
      {viewerCan.includes('note') && (
        <Inset>
          <NoteForm customerId={id} onNoted={() => void refresh()} />
        </Inset>
      )}
      {isBehind && (
        <Inset>
          <Button variant="light" fullWidth onClick={() => void refresh()}>
            Something new: show it
          </Button>
        </Inset>
      )}
      {!interactions && <Empty title="Your role does not show the timeline" words="An owner or administrator of this organization can change that." />}
      {interactions?.nodes.length === 0 && <Empty title="Nothing happened yet" words="Their first mail, call or order will stand here." />}
      {interactions && (
        <div className={classes.rows}>
          <Rows label="Timeline">
            {interactions.nodes.map(interaction => (
              <Happening key={interaction.id} interaction={interaction} />
            ))}
          </Rows>
          <More page={interactions.pageInfo} onMore={after => ask(after)} />
        </div>
      )}
    </Section>
  );
}

function Happening(props: { interaction: FragmentType<typeof Timeline_interaction> }) {
  const { at, channel, direction, summary, by, message, order, call } = read(Timeline_interaction, props.interaction);
  const Icon = icons[channel];
  const way = direction === 'INBOUND' ? 'from them' : direction === 'OUTBOUND' ? 'from us' : null;
  return (
    <Row
      mark={
        <span className={classes.mark}>
          <Icon size={16} stroke={1.7} aria-hidden />
        </span>
      }
      title={
        message?.ticket ? (
          <Link to={`/tickets/${message.ticket.id}`}>{message.ticket.subject}</Link>
        ) : order ? (
          <Link to={`/orders/${order.id}`}>Order {order.number}</Link>
        ) : call ? (
          `Call ${call.number}`
        ) : (
          channelWords[channel]
        )
      }
      tags={order ? <OrderTag state={order.state} /> : call && <CallTag state={call.state} />}
      detail={
        <>
          {summary && <span className={classes.summary}>{summary}</span>}
          {[channel === 'MAIL' || channel === 'TICKET' ? channelWords[channel] : null, way, message?.ticket && `ticket ${message.ticket.number}`, order && money(order.total, order.currency), by && `by ${by.name}`]
            .filter(Boolean)
            .join(', ')}
        </>
      }
      facts={<Moment at={at} />}
    />
  );
}
