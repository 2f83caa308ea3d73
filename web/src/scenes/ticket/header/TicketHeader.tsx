import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useNavigate } from 'react-router';
import { useActions } from '../../../actions.js';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Notice, RefusalNotice } from '../../../parts/Notice.js';
import { RowMenu } from '../../../parts/RowMenu.js';
import { useToast } from '../../../parts/Toast.js';
import { useInbox } from '../../inbox/after.js';
import type { ContextPaneState } from '../context/useContextPane.js';
import { type Status, statusWords } from '../words.js';
import { ConflictNotice } from './ConflictNotice.js';
import { Fields } from './Fields.js';
import { TicketMergeDialog } from './TicketMergeDialog.js';
import { MergedTicket } from './MergedTicket.js';
import { Present } from './Present.js';
import { Subject } from './Subject.js';
import classes from './TicketHeader.module.css';
import { useTicketVerb } from './useTicketVerb.js';
import { verbs } from './verbs.js';

const TicketHeader_ticket = graphql(`
  fragment TicketHeader_ticket on Ticket {
    id
    number
    subject
    status
    priority
    tags
    version
    viewerCan
    assignee {
      id
      name
    }
    team {
      id
      name
    }
    mergedInto {
      id
      number
      subject
    }
    previous {
      id
      number
    }
  }
`);

interface TicketHeaderProps {
  readonly ticket: FragmentType<typeof TicketHeader_ticket>;
  readonly presence: Parameters<typeof Present>[0]['presence'];
  readonly titleRef: RefObject<HTMLHeadingElement | null>;
  readonly context: ContextPaneState;
}

/** What a ticket is about, whose turn and whose work it is, and who else looks at it. */
export function TicketHeader({ presence, titleRef, context, ...props }: TicketHeaderProps) {
  const ticket = read(TicketHeader_ticket, props.ticket);
  const { id, number, status, viewerCan, mergedInto, previous } = ticket;
  const { change, refusal, conflict } = useTicketVerb(ticket);
  const [isMerging, setIsMerging] = useState(false);
  const say = useToast();
  const navigate = useNavigate();
  const may = (verb: string) => viewerCan.includes(verb);

  const inbox = useInbox();
  const resolve = () => {
    const next: Status = 'RESOLVED';
    void change({ ...verbs.status, input: { status: next }, then: { status: next }, mine: statusWords[next] }).then(isDone => isDone && inbox?.onResolved(id));
  };
  const copyLink = () => {
    const link = new URL(`/tickets/${id}`, window.location.href).href;
    navigator.clipboard.writeText(link).then(
      () => say('The link is copied.'),
      () => say(link),
    );
  };
  useActions([
    ...(may('changeStatus') && status !== 'RESOLVED' ? [{ id: 'ticket.resolve', label: 'Resolve', group: 'Ticket', keys: 'e', run: resolve }] : []),
    ...(may('merge') ? [{ id: 'ticket.merge', label: 'Merge into another ticket', group: 'Ticket', run: () => setIsMerging(true) }] : []),
    { id: 'ticket.copyLink', label: 'Copy a link to the ticket', group: 'Ticket', keys: '.', run: copyLink },
  ]);

  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <Subject ticket={ticket} titleRef={titleRef} mayRename={may('rename')} onRename={subject => void change({ ...verbs.rename, input: { subject }, then: { subject }, mine: `“${subject}”` })} />
        <div className={classes.tools}>
          <Present presence={presence} />
          {may('changeStatus') && status !== 'RESOLVED' && status !== 'CLOSED' && (
            <Button variant="default" size="xs" className={classes.resolve} onClick={resolve}>
              Resolve
            </Button>
          )}
          <RowMenu
            label="More for this ticket"
            verbs={[
              { label: 'Copy link', onChoose: copyLink },
              may('merge') && { label: 'Merge…', onChoose: () => setIsMerging(true) },
            ]}
          />
          <Tooltip label={context.isShown ? 'Hide customer and orders' : 'Customer and orders'}>
            <ActionIcon variant="subtle" color="gray" size={30} aria-label="Customer and orders" aria-pressed={context.isShown} onClick={() => context.show(!context.isShown)}>
              <IconLayoutSidebarRight size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <Fields ticket={ticket} onChange={wanted => void change(wanted)} />
      {mergedInto && <MergedTicket id={id} into={mergedInto} mayUnmerge={may('unmerge')} />}
      {previous && (
        <p className={classes.aside}>
          Follows <a href={`/tickets/${previous.id}`}>ticket {previous.number}</a>, which was closed.
        </p>
      )}
      {refusal && (
        <RefusalNotice refusal={refusal}>
          <span className={classes.aside}>It is shown as it was.</span>
        </RefusalNotice>
      )}
      {conflict && <ConflictNotice id={id} conflict={conflict} />}
      {isMerging && (
        <TicketMergeDialog
          source={{ id, number }}
          onClose={() => setIsMerging(false)}
          onMerged={target => {
            setIsMerging(false);
            say(`Ticket ${number} was merged into ${target.number}.`);
            void navigate(`../${target.id}`, { relative: 'path' });
          }}
        />
      )}
      {!may('note') && !mergedInto && <Notice>You can read this ticket, and not answer it.</Notice>}
    </header>
  );
}
