import { useApolloClient } from '@apollo/client/react';
import { type RefObject, useEffect, useRef } from 'react';
import { type Action, useActions } from '../../actions.js';
import type { DeskViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import { useToast } from '../../parts/Toast.js';
import type { DialogKind } from './DeedDialog.js';
import type { Deed } from './deeds.js';
import type { useChoice } from './useChoice.js';

const ListKeys_ticket = graphql(`
  fragment ListKeys_ticket on Ticket {
    id
    isUnread
  }
`);

interface ListKeysOptions {
  readonly choice: ReturnType<typeof useChoice>;
  /** What is done is done to these. */
  readonly targets: readonly string[];
  readonly ticketId: string | null;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly viewer: DeskViewer;
  readonly onOpen: (id: string) => void;
  readonly onDo: (deed: Deed) => void;
  readonly onAsk: (dialog: DialogKind | 'new') => void;
}

/** What can be done in the list by key and from the palette. Beside an open ticket its own keys are the ticket's, unless rows are chosen. */
export function useListKeys({ choice, targets, ticketId, search, viewer, onOpen, onDo, onAsk }: ListKeysOptions): void {
  const { cache } = useApolloClient();
  const say = useToast();
  const { may, memberId, name } = viewer;
  const { selected, activeId, from, move, toggle, activate } = choice;
  const group = 'Tickets';
  const isOurs = targets.length > 0 && (selected.size > 0 || ticketId === null || (activeId !== null && activeId !== ticketId));
  const what = selected.size > 0 ? `${String(selected.size)} tickets` : 'ticket';

  const heading = useRef<string | null>(null); // keys are faster than tickets open
  useEffect(() => {
    if (ticketId === null || (heading.current !== null && heading.current !== ticketId)) return;
    heading.current = null;
    activate(ticketId);
  }, [ticketId, activate]);
  useEffect(() => {
    // Whoever turns to the open ticket means that one, whichever row was at hand.
    const turn = ({ target }: Event) => {
      if (ticketId !== null && heading.current === null && target instanceof Element && target.closest('[data-open-ticket]')) activate(ticketId);
    };
    document.addEventListener('pointerdown', turn);
    document.addEventListener('focusin', turn);
    return () => {
      document.removeEventListener('pointerdown', turn);
      document.removeEventListener('focusin', turn);
    };
  }, [ticketId, activate]);

  const go = (step: number) => {
    if (ticketId === null || selected.size > 0) return move(step);
    const next = from(activeId ?? ticketId, step);
    if (next === null || next === ticketId) return;
    heading.current = next;
    activate(next);
    onOpen(next);
  };
  const flip = () => {
    const tickets = targets.map(id => cache.readFragment({ id: `Ticket:${id}`, fragment: ListKeys_ticket }));
    onDo({ kind: 'reading', isUnread: tickets.every(ticket => ticket?.isUnread === false) });
  };
  const copy = () => {
    const link = new URL(`/tickets/${targets[0] ?? ''}`, window.location.href).href;
    navigator.clipboard.writeText(link).then(() => say('The link is copied.'), () => say(`The browser did not let us copy ${link}`));
  };
  const verbs: readonly (Action | false)[] = [
    may('ticket.changeStatus') && { id: 'inbox.resolve', label: `Resolve ${what}`, group, keys: 'e', run: () => (targets.length > 50 ? onAsk('status') : onDo({ kind: 'status', status: 'RESOLVED' })) },
    may('ticket.changeStatus') && { id: 'inbox.status', label: `Change status of ${what}`, group, keys: 's', run: () => onAsk('status') },
    may('ticket.assign') && { id: 'inbox.assign', label: `Assign ${what}`, group, keys: 'a', run: () => onAsk('assign') },
    may('ticket.assign') && memberId !== null && targets.length <= 50 && { id: 'inbox.mine', label: `Assign ${what} to me`, group, keys: 'i', run: () => onDo({ kind: 'assign', assignee: { id: memberId, name } }) },
    may('ticket.tag') && { id: 'inbox.tag', label: `Tag ${what}`, group, keys: 't', isTypedInto: true, run: () => onAsk('tag') },
    targets.length === 1 && { id: 'inbox.copy', label: 'Copy a link to the ticket', group, keys: '.', run: copy },
  ];
  useActions([
    { id: 'inbox.next', label: 'Next ticket', group, keys: 'j', isKeyOnly: true, run: () => go(1) },
    { id: 'inbox.previous', label: 'Previous ticket', group, keys: 'k', isKeyOnly: true, run: () => go(-1) },
    { id: 'inbox.search', label: 'Search tickets', group, keys: '/', run: () => search.current?.focus() },
    ...(may('ticket.create') ? [{ id: 'inbox.new', label: 'New ticket', group, keys: 'c', isTypedInto: true, run: () => onAsk('new') }] : []),
    ...(activeId !== null
      ? [
          { id: 'inbox.select', label: 'Select or clear the ticket', group, keys: 'x', isKeyOnly: true, run: () => toggle(activeId, false) },
          { id: 'inbox.range', label: 'Select up to the ticket', group, keys: 'Shift+X', isKeyOnly: true, run: () => toggle(activeId, true) },
        ]
      : []),
    ...(selected.size > 0 ? [{ id: 'inbox.clear', label: 'Clear the selection', group, keys: 'Escape', isKeyOnly: true, run: choice.clear }] : []),
    ...(targets.length > 0 && targets.length <= 50 ? [{ id: 'inbox.unread', label: `Mark ${what} as unread or read`, group, keys: 'u', run: flip }] : []),
    ...(isOurs ? verbs.filter(verb => verb !== false).map(verb => ({ ...verb, isFirst: selected.size > 0 })) : []),
  ]);
}
