import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Moment } from '../../../parts/Moment.js';
import { plain } from '../words.js';
import classes from './Message.module.css';

const EventLine_event = graphql(`
  fragment EventLine_event on TicketEvent {
    id
    kind
    from
    to
    at
    actor {
      id
      name
    }
  }
`);

interface EventLineProps {
  readonly event: FragmentType<typeof EventLine_event>;
  /** What members and teams are called, by id; null for one who is not known. */
  readonly nameOf: (id: string) => string | null;
}

/** Something done to a ticket, in one grey line. */
export function EventLine({ nameOf, ...props }: EventLineProps) {
  const { kind, from, to, at, actor } = read(EventLine_event, props.event);
  return (
    <p className={classes.event}>
      <span className={classes.eventWho}>{actor?.name ?? 'Deskgraph'}</span> <What kind={kind} from={from ?? null} to={to ?? null} nameOf={nameOf} />, <Moment at={at} />
    </p>
  );
}

function What({ kind, from, to, nameOf }: { kind: string; from: string | null; to: string | null; nameOf: EventLineProps['nameOf'] }) {
  const named = (id: string | null, nobody: string) => (id === null ? nobody : (nameOf(id) ?? 'somebody who left'));
  switch (kind) {
    case 'STATUS':
      return `set it ${plain(to ?? '')}`;
    case 'PRIORITY':
      return `made it ${plain(to ?? '')}`;
    case 'SUBJECT':
      return `called it “${to ?? ''}”`;
    case 'ASSIGNEE':
      return `gave it to ${named(to, 'nobody')}`;
    case 'TEAM':
      return to === null ? `took it out of ${named(from, 'its team')}` : `gave it to the team ${nameOf(to) ?? 'that is gone by now'}`;
    case 'TAGS':
      return tagged(from, to);
    case 'CREATED':
      return 'opened it';
    default:
      return <Merged kind={kind} other={to ?? from} />;
  }
}

function Merged({ kind, other }: { kind: string; other: string | null }) {
  const words = { MERGED_INTO: 'merged it into', TOOK_IN: 'merged into it', UNMERGED_FROM: 'took it back out of', GAVE_BACK: 'took back out of it' }[kind] ?? 'changed';
  return (
    <>
      {words} {other && <Link to={`../${other}`} relative="path">another ticket</Link>}
    </>
  );
}

function tagged(from: string | null, to: string | null): string {
  const [before, after] = [from, to].map(words => new Set(words?.split(' ').filter(Boolean)));
  const added = [...(after ?? [])].filter(word => !before?.has(word));
  const gone = [...(before ?? [])].filter(word => !after?.has(word));
  return [added.length > 0 && `tagged it ${added.join(', ')}`, gone.length > 0 && `took off ${gone.join(', ')}`].filter(Boolean).join(' and ');
}
