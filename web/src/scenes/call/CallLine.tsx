import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Flash } from '../../parts/Flash.js';
import { Moment } from '../../parts/Moment.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Cell, Line, NameCell, Nothing } from '../../parts/Table.js';
import { CallTag } from './CallTag.js';
import { lasted } from './lasted.js';
import { LinkCallDialog } from './LinkCallDialog.js';

const CallLine_call = graphql(`
  fragment CallLine_call on Call {
    id
    number
    direction
    state
    from
    to
    startedAt
    answeredAt
    endedAt
    isEndLost
    viewerCan
    customer {
      id
      name
    }
    ticket {
      id
      number
      subject
    }
    ...LinkCallDialog_call
  }
`);
/** One call. */
export function CallLine(props: { call: FragmentType<typeof CallLine_call> }) {
  const call = read(CallLine_call, props.call);
  const { number, direction, state, from, to, startedAt, answeredAt, endedAt, isEndLost, viewerCan, customer, ticket } = call;
  const [isLinking, setIsLinking] = useState(false);
  return (
    <Line>
      <NameCell detail={`${from ?? 'unknown'} to ${to ?? 'unknown'}`}>
        {direction === 'INBOUND' ? 'They called' : 'We called'}, call {number}
      </NameCell>
      <Cell>
        <Flash value={state}>
          <CallTag state={state} />
        </Flash>
      </Cell>
      <Cell isExtra>{customer ? <Link to={`/customers/${customer.id}`}>{customer.name}</Link> : <Nothing words="not known" />}</Cell>
      <Cell isExtra>
        <Flash value={ticket?.id}>
          {ticket ? (
            <Link to={`/tickets/${ticket.id}`}>
              {ticket.number}: {ticket.subject}
            </Link>
          ) : (
            <Nothing words="no ticket" />
          )}
        </Flash>
      </Cell>
      <Cell isFigure isExtra>
        {isEndLost ? (
          <Nothing words="end not told" />
        ) : answeredAt ? (
          endedAt ? (
            lasted(answeredAt, new Date(endedAt))
          ) : (
            <Running since={answeredAt} />
          )
        ) : (
          <Nothing words="not answered" />
        )}
      </Cell>
      <Cell isFigure>
        <Moment at={startedAt} />
      </Cell>
      <Cell isFigure>
        <RowMenu
          label={`Actions for call ${number}`}
          verbs={[viewerCan.includes('link') && { label: ticket ? 'Link to another ticket' : 'Link to a ticket', onChoose: () => setIsLinking(true) }]}
        />
        {isLinking && <LinkCallDialog call={call} onClose={() => setIsLinking(false)} />}
      </Cell>
    </Line>
  );
}

function Running({ since }: { since: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return lasted(since, now);
}
