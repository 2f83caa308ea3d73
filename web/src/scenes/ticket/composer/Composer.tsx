import { Tabs } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useActions } from '../../../actions.js';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import classes from './Composer.module.css';
import type { Mode } from './draft.js';
import { Writing, type WritingHandle } from './Writing.js';

const Composer_ticket = graphql(`
  fragment Composer_ticket on Ticket {
    id
    status
    viewerCan
    requesterName
    requesterAddress
    replyAddress
    messages(first: 100) {
      nodes {
        id
        kind
        text
        createdAt
        authorName
        authorAddress
        author {
          id
          name
        }
      }
    }
  }
`);

/** What other parts may do with the composer. */
export interface ComposerHandle {
  /** Puts HTML of ours where the cursor is. */
  readonly insert: (html: string) => void;
}

interface ComposerProps {
  readonly ref: Ref<ComposerHandle>;
  readonly ticket: FragmentType<typeof Composer_ticket>;
  /** Told whether a reply is being written. */
  readonly onWriting: (isWriting: boolean) => void;
}

/** Where one answers whoever asked, or notes something for other members. Which of the two is chosen anew at each ticket. */
export function Composer({ ref, onWriting, ...props }: ComposerProps) {
  const ticket = read(Composer_ticket, props.ticket);
  const may = (mode: Mode) => ticket.viewerCan.includes(mode);
  const [chosen, setChosen] = useState<Mode>('reply');
  const mode = may(chosen) ? chosen : 'note';
  const writing = useRef<WritingHandle>(null);
  useImperativeHandle(ref, () => ({ insert: html => writing.current?.insert(html) }), []);

  const begin = (next: Mode) => {
    setChosen(next);
    requestAnimationFrame(() => requestAnimationFrame(() => writing.current?.focus())); // its editor is drawn first
  };
  useActions([
    ...(may('reply') ? [{ id: 'ticket.reply', label: 'Reply', group: 'Ticket', keys: 'r', isTypedInto: true, run: () => begin('reply') }] : []),
    ...(may('note') ? [{ id: 'ticket.note', label: 'Write an internal note', group: 'Ticket', keys: 'n', isTypedInto: true, run: () => begin('note') }] : []),
  ]);

  if (!may('note') && !may('reply')) return null;
  return (
    <Tabs value={mode} onChange={value => setChosen(value as Mode)} keepMounted={false} variant="none" classNames={{ root: classes.composer, list: classes.tabs, tab: classes.tab }} data-mode={mode}>
      <Tabs.List aria-label="What to write">
        {may('reply') && <Tabs.Tab value="reply">Reply</Tabs.Tab>}
        {may('note') && (
          <Tabs.Tab value="note" leftSection={<IconLock size={13} stroke={2} aria-hidden />}>
            Note
          </Tabs.Tab>
        )}
      </Tabs.List>
      <Tabs.Panel value={mode}>
        <Writing key={mode} ref={writing} ticket={ticket} mode={mode} onWriting={onWriting} />
      </Tabs.Panel>
    </Tabs>
  );
}
