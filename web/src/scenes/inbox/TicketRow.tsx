import { IconAlertTriangle, IconArrowUp, IconBrowser, IconMail, IconPackage, IconPhone, IconPlugConnected } from '@tabler/icons-react';
import { memo, type MouseEvent } from 'react';
import { Link } from 'react-router';
import type { TicketChannel } from '../../gql/graphql.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { exact } from '../../moment.js';
import { Face } from '../../parts/Face.js';
import { pathOf } from '../../upload.js';
import { ageOf } from './age.js';
import classes from './TicketRow.module.css';
import { statusWords } from './words.js';

/** What a row shows. */
export const TicketRow_ticket = graphql(`
  fragment TicketRow_ticket on Ticket {
    id
    number
    subject
    status
    priority
    channel
    tags
    requesterName
    activeAt
    isUnread
    customer {
      id
      name
      openOrderCount
    }
    assignee {
      id
      name
      pictureUrl
    }
    lastMessage {
      id
      kind
      preview
    }
  }
`);

/** A ticket of a list, as rows draw it. */
export type RowTicket = FragmentType<typeof TicketRow_ticket>;

const icons: Readonly<Record<TicketChannel, readonly [icon: typeof IconMail, name: string]>> = {
  MAIL: [IconMail, 'By mail'],
  CALL: [IconPhone, 'By telephone'],
  WEB: [IconBrowser, 'Written down'],
  API: [IconPlugConnected, 'From another system'],
};

interface TicketRowProps {
  readonly ticket: RowTicket;
  readonly to: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly now: number;
  readonly isCompact: boolean;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  /** Whether it left the list, and stands there until the order may change. */
  readonly isGone: boolean;
  /** Whether its status says something the list does not. */
  readonly showsStatus: boolean;
  readonly onToggle: (id: string, isRange: boolean) => void;
  readonly onOpen: (id: string) => void;
}

const plural = (openOrders: number): string => (openOrders === 1 ? '1 open order' : `${String(openOrders)} open orders`);

/** One ticket of a list. */
export const TicketRow = memo(function TicketRow(props: TicketRowProps) {
  const { id, number, subject, status, priority, channel, tags, requesterName, activeAt, isUnread, customer, assignee, lastMessage } = read(TicketRow_ticket, props.ticket);
  const { to, index, top, height, now, isCompact, isActive, isOpen, isSelected, isGone, showsStatus, onToggle, onOpen } = props;
  const [Channel, channelName] = icons[channel];
  const who = requesterName ?? customer?.name ?? `Ticket ${String(number)}`;
  const openOrders = customer?.openOrderCount ?? 0;
  const instant = new Date(activeAt);
  const handleClick = (event: MouseEvent) => {
    if (event.defaultPrevented) return;
    if (event.shiftKey || event.metaKey || event.ctrlKey) onToggle(id, event.shiftKey);
    else onOpen(id);
  };
  const isPressing = !isGone && (priority === 'URGENT' || priority === 'HIGH');

  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      aria-current={isOpen ? 'true' : undefined}
      tabIndex={isActive ? 0 : -1}
      data-id={id}
      data-unread={isUnread && !isGone}
      data-gone={isGone}
      data-compact={isCompact}
      className={classes.row}
      style={{ height, transform: `translateY(${String(top)}px)` }}
      onClick={handleClick}
    >
      <div role="gridcell" className={classes.mark}>
        {isUnread && !isGone && (
          <span className={classes.dot} role="img" aria-label="Unread" />
        )}
        <label className={classes.pick} onClick={event => event.stopPropagation()}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            aria-label={`Select ticket ${String(number)}`}
            onChange={event => onToggle(id, event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey)}
          />
        </label>
      </div>
      <div role="gridcell" className={classes.what}>
        <div className={classes.head}>
          <Channel size={15} stroke={1.7} role="img" aria-label={channelName} className={classes.channel} />
          <span className={classes.who}>{who}</span>
          {openOrders > 0 && !isGone && (
            <span className={classes.orders} role="img" aria-label={plural(openOrders)} title={plural(openOrders)}>
              <IconPackage size={13} stroke={1.7} aria-hidden />
              {openOrders}
            </span>
          )}
          {isPressing && (
            <span className={classes.priority} data-priority={priority}>
              {priority === 'URGENT' ? <IconAlertTriangle size={13} stroke={2} aria-hidden /> : <IconArrowUp size={13} stroke={2} aria-hidden />}
              {priority === 'URGENT' ? 'Urgent' : 'High'}
            </span>
          )}
          <time dateTime={activeAt} title={exact(instant)} className={classes.age}>
            {ageOf(instant, new Date(now))}
          </time>
        </div>
        <Link to={to} tabIndex={-1} className={classes.subject} onClick={event => (event.shiftKey || event.metaKey || event.ctrlKey ? undefined : event.stopPropagation())}>
          {subject}
        </Link>
        <div className={classes.foot}>
          {isGone ? (
            <span className={classes.preview}>No longer in this list</span>
          ) : (
            <span className={classes.preview}>
              {lastMessage?.kind === 'NOTE' && 'Internal: '}
              {lastMessage?.kind === 'REPLY' && 'Answered: '}
              {lastMessage?.preview ?? ''}
            </span>
          )}
          {showsStatus && !isGone && <span className={classes.tag}>{statusWords[status]}</span>}
          {tags.slice(0, showsStatus ? 1 : 2).map(tag => (
            <span key={tag} className={classes.tag}>
              {tag}
            </span>
          ))}
          {tags.length > (showsStatus ? 1 : 2) && (
            <span className={classes.more} title={tags.join(', ')}>
              +{tags.length - (showsStatus ? 1 : 2)}
            </span>
          )}
          {assignee && (
            <span title={assignee.name} className={classes.face}>
              <Face id={assignee.id} name={assignee.name} picture={assignee.pictureUrl && pathOf(assignee.pictureUrl)} size={20} />
              <span className={classes.hidden}>Assigned to {assignee.name}</span>
            </span>
          )}
        </div>
      </div>
    </div>
  );
});
