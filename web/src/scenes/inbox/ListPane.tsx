import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty } from '../../parts/Section.js';
import { DeedDialog, type DialogKind } from './DeedDialog.js';
import type { Deed } from './deeds.js';
import { DoingBar } from './DoingBar.js';
import { FilterBar } from './FilterBar.js';
import { countOf, filterOf, narrowingIn, orders, usualOrder, widened, withPart } from './filter.js';
import classes from './Inbox.module.css';
import { NewTicketDialog } from './NewTicketDialog.js';
import type { Preferences } from './preferences.js';
import { SelectionBar } from './SelectionBar.js';
import { TicketList } from './TicketList.js';
import type { RowTicket } from './TicketRow.js';
import { useChoice } from './useChoice.js';
import { useDeeds } from './useDeeds.js';
import { useListKeys } from './useListKeys.js';
import { useSteady } from './useSteady.js';
import { useTickets } from './useTickets.js';
import type { InboxView } from './useViews.js';
import { ViewMenu } from './ViewMenu.js';
import { SaveViewDialog } from './ViewDialog.js';
import { ViewOptions } from './ViewOptions.js';

interface ListPaneProps {
  readonly view: InboxView | null;
  readonly viewId: string;
  /** Whether there is no such view, or not for the viewer. */
  readonly isMissing: boolean;
  readonly ticketId: string | null;
  readonly always: readonly InboxView[];
  readonly kept: readonly InboxView[];
  readonly preferences: Preferences;
  readonly onPrefer: (change: Partial<Preferences>) => void;
  /** Tells how the ticket behind another is found. */
  readonly onStep: (find: (id: string) => string | null) => void;
  readonly onResolved: (id: string) => void;
}

/** The list of a view: what narrows it, its tickets, and what is done to them. */
export function ListPane({ view, viewId, isMissing, ticketId, always, kept, preferences, onPrefer, onStep, onResolved }: ListPaneProps) {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const viewer = useViewer();
  const search = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<DialogKind | 'new' | 'save' | null>(null);
  const [asked, setAsked] = useState<readonly string[]>([]); // what a dialog is about stays so while it is open
  const narrowing = useMemo(() => narrowingIn(params), [params]);
  const filter = filterOf(view?.filter ?? {}, narrowing);
  const orderBy = orders[params.get('order') ?? '']?.orderBy ?? view?.orderBy ?? usualOrder;
  const isNarrowed = countOf(narrowing) > 0 || narrowing.search !== '';

  const { key, nodes, hasMore, isStuck, count, loading, error, readOn, refetch } = useTickets(filter, orderBy, view === null);
  const ids = useMemo(() => nodes?.map(({ id }) => id) ?? null, [nodes]);
  const { rows, waiting, setKept, settle } = useSteady(key, ids, hasMore);
  const known = useRef(new Map<string, RowTicket>());
  for (const node of nodes ?? []) known.current.set(node.id, node); // those that left are shown as they were
  const choice = useChoice(rows, key);
  const { selected, activeId, from, toggle } = choice;
  const deeds = useDeeds();

  const pathOf = useCallback((id: string) => `/inbox/${viewId}/${id}${params.size > 0 ? `?${params.toString()}` : ''}`, [viewId, params]);
  const open = useCallback((id: string) => void navigate(pathOf(id)), [navigate, pathOf]);
  const setPart = useCallback((name: string, value: string | readonly string[] | null) => setParams(now => withPart(now, name, value), { replace: true }), [setParams]);
  const targets = selected.size > 0 ? [...selected] : activeId !== null ? [activeId] : ticketId !== null ? [ticketId] : [];
  useEffect(() => {
    onStep(id => {
      const next = from(id, 1);
      return next === id ? from(id, -1) : next;
    });
  }, [onStep, from]);

  const act = (deed: Deed, on: readonly string[] = targets) => {
    deeds.act(deed, on);
    choice.clear();
    const isOver = deed.kind === 'status' && (deed.status === 'RESOLVED' || deed.status === 'CLOSED');
    if (!isOver || selected.size > 0) return;
    if (ticketId !== null && on[0] === ticketId) onResolved(ticketId);
    else choice.move(1);
  };
  const ask = (kind: DialogKind | 'new') => {
    setAsked(targets);
    setDialog(kind);
  };
  useListKeys({ choice, targets, ticketId, search, viewer, onOpen: open, onDo: act, onAsk: ask });

  const list = nodes === null && loading ? null : (nodes ?? undefined);
  return (
    <>
      <header className={classes.head}>
        <ViewMenu {...{ view, count, always, kept }} isHeading={ticketId === null} />
        <ViewOptions
          {...{ view, filter, orderBy, isNarrowed, preferences, onPrefer }}
          onOrder={name => setPart('order', name)}
          onGone={() => void navigate('/inbox/open')}
        />
        {viewer.may('ticket.create') && (
          <ActionIcon size={32} aria-label="New ticket" onClick={() => setDialog('new')}>
            <IconPlus size={18} stroke={1.8} aria-hidden />
          </ActionIcon>
        )}
      </header>
      <FilterBar {...{ narrowing, search }} onPart={setPart} onClear={() => setParams(widened(params))} onSave={() => setDialog('save')} />
      {isMissing ? (
        <Empty title="There is no such view" words="It was deleted, or is somebody else's." action={<Button variant="default" onClick={() => void navigate('/inbox/open')}>Open tickets</Button>} />
      ) : (
        <Outcome what="tickets" rows={list} loading={loading || view === null} error={error} onRetry={() => void refetch()} skeleton={{ rows: 8, height: 44 }}>
          {() =>
            rows.length === 0 ? (
              <NoTickets view={view} isNarrowed={isNarrowed} onClear={() => setParams(widened(params))} onAll={() => void navigate('/inbox/all')} />
            ) : (
              <TicketList
                key={key}
                label={`Tickets: ${view?.name ?? ''}`}
                {...{ rows, count, hasMore, isStuck, waiting, selected, activeId, pathOf }}
                ticketOf={id => known.current.get(id)}
                isCompact={preferences.isCompact}
                focusing={choice.focusing}
                openId={ticketId}
                showsStatus={(filter.statuses as readonly unknown[] | undefined)?.length !== 1}
                onMove={choice.move}
                onActive={choice.activate}
                onToggle={toggle}
                onOpen={open}
                onReadOn={readOn}
                onKeep={setKept}
                onSettle={settle}
              />
            )
          }
        </Outcome>
      )}
      <div className={classes.bars}>
        {deeds.doing && <DoingBar doing={deeds.doing} onTakeBack={deeds.takeBack} onForget={deeds.forget} />}
        {selected.size > 0 && (
          <SelectionBar count={selected.size} may={viewer.may} onChoose={ask} onRead={() => act({ kind: 'reading', isUnread: false })} onClear={choice.clear} />
        )}
      </div>
      {dialog === 'new' && <NewTicketDialog onMade={open} onClose={() => setDialog(null)} />}
      {dialog === 'save' && <SaveViewDialog {...{ filter, orderBy }} mayShare={viewer.may('view.share')} onSaved={id => void navigate(`/inbox/${id}`)} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'new' && dialog !== 'save' && (
        <DeedDialog kind={dialog} count={asked.length} viewer={viewer.memberId === null ? null : { id: viewer.memberId, name: viewer.name }} onDo={deed => act(deed, asked)} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

function NoTickets({ view, isNarrowed, onClear, onAll }: { view: InboxView | null; isNarrowed: boolean; onClear: () => void; onAll: () => void }) {
  if (isNarrowed) return <Empty title="No ticket fits" words="Nothing in this view is like what you filter for." action={<Button variant="default" onClick={onClear}>Clear filter</Button>} />;
  const isAll = view?.id === 'all';
  return (
    <Empty
      title={view?.empty ?? 'No tickets'}
      words={isAll ? 'What people write to your mailboxes appears here by itself, or you write it down.' : 'What comes appears here by itself.'}
      action={!isAll && <Button variant="default" onClick={onAll}>All tickets</Button>}
    />
  );
}
