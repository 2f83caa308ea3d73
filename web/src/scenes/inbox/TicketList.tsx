import { Button } from '@mantine/core';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Shown } from './order.js';
import classes from './TicketList.module.css';
import { type RowTicket, TicketRow } from './TicketRow.js';

interface TicketListProps {
  readonly label: string;
  readonly rows: readonly Shown[];
  readonly ticketOf: (id: string) => RowTicket | undefined;
  /** How many the list has in all; null while that is not known. */
  readonly count: number | null;
  readonly hasMore: boolean;
  /** Whether more could not be read. */
  readonly isStuck: boolean;
  /** New ones that wait for the order to change. */
  readonly waiting: number;
  readonly isCompact: boolean;
  readonly activeId: string | null;
  /** Rises when the active row is to take the focus. */
  readonly focusing: number;
  readonly openId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly showsStatus: boolean;
  readonly pathOf: (id: string) => string;
  readonly onMove: (step: number) => void;
  readonly onActive: (id: string) => void;
  readonly onToggle: (id: string, isRange: boolean) => void;
  readonly onOpen: (id: string) => void;
  readonly onReadOn: () => void;
  /** Tells whether somebody is at the list, so that its order is to be kept. */
  readonly onKeep: (isKept: boolean) => void;
  readonly onSettle: () => void;
}

/** So near to the end of what was read, more is read. */
const ahead = 30;
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };

/** Rows of tickets, however many: those in view are drawn, and the active one, which holds the focus. */
export function TicketList(props: TicketListProps) {
  const { label, rows, ticketOf, count, hasMore, isStuck, waiting, isCompact, activeId, focusing, openId, selected, showsStatus, pathOf, onMove, onActive, onToggle, onOpen, onReadOn, onKeep, onSettle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const height = isCompact ? 40 : 64;
  const activeIndex = rows.findIndex(({ id }) => id === activeId);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: index => rows[index]?.id ?? index,
    overscan: 8,
    rangeExtractor: range => {
      const inView = defaultRangeExtractor(range);
      return activeIndex < 0 || inView.includes(activeIndex) ? inView : [...inView, activeIndex].sort((a, b) => a - b);
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, height]);

  const items = virtualizer.getVirtualItems();
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && !isStuck && last >= rows.length - ahead) onReadOn();
  }, [hasMore, isStuck, last, rows.length, onReadOn]);

  const at = useRef({ isPointer: false, isFocus: false, isBelow: false });
  const note = useCallback((part: Partial<typeof at.current>) => {
    Object.assign(at.current, part);
    onKeep(at.current.isPointer || at.current.isFocus || at.current.isBelow);
  }, [onKeep]);
  useEffect(() => () => onKeep(false), [onKeep]); // nobody is at a list that is gone

  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (activeIndex < 0 || followed.current === activeId) return; // rows that move are not run after
    followed.current = activeId;
    virtualizer.scrollToIndex(activeIndex);
  }, [activeId, activeIndex, virtualizer]);
  const focused = useRef(focusing);
  useEffect(() => {
    if (focused.current === focusing || activeIndex < 0) return;
    focused.current = focusing;
    virtualizer.scrollToIndex(activeIndex);
    scroller.current?.querySelector<HTMLElement>(`[data-id="${activeId ?? ''}"]`)?.focus({ preventScroll: true });
  }, [focusing, activeId, activeIndex, virtualizer]);

  const handleKey = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const id = (event.target as HTMLElement).dataset['id'];
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (step !== undefined) onMove(step);
    else if (event.key === 'Enter') onOpen(id);
    else if (event.key === ' ') onToggle(id, event.shiftKey);
    else return;
    event.preventDefault();
  };
  const handleFocus = (event: FocusEvent) => {
    note({ isFocus: true });
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-id]')?.dataset['id'];
    if (id !== undefined && id !== activeId) onActive(id);
  };
  const handleSettle = () => {
    onSettle();
    scroller.current?.scrollTo({ top: 0 });
  };

  return (
    <div className={classes.place} onPointerEnter={event => event.pointerType === 'mouse' && note({ isPointer: true })} onPointerLeave={() => note({ isPointer: false })}>
      <div aria-live="polite" className={classes.news}>
        {waiting > 0 && (
          <Button size="compact-sm" radius="xl" onClick={handleSettle}>
            {waiting} new
          </Button>
        )}
      </div>
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={event => note({ isBelow: event.currentTarget.scrollTop > 8 })}
        onFocus={handleFocus}
        onBlur={event => !event.currentTarget.contains(event.relatedTarget) && note({ isFocus: false })}
        onKeyDown={handleKey}
      >
        <div role="grid" aria-label={label} aria-multiselectable aria-rowcount={hasMore ? (count ?? -1) : rows.length} className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            const ticket = row && ticketOf(row.id);
            return row && ticket ? (
              <TicketRow
                key={row.id}
                {...{ ticket, index, height, isCompact, showsStatus, onToggle, onOpen, now }}
                to={pathOf(row.id)}
                top={start}
                isActive={activeIndex < 0 ? index === (virtualizer.range?.startIndex ?? 0) : row.id === activeId}
                isOpen={row.id === openId}
                isSelected={selected.has(row.id)}
                isGone={row.isGone}
              />
            ) : null;
          })}
        </div>
        {hasMore && (
          <p className={classes.reading} role="status">
            {isStuck ? <>More could not be read. <Button size="compact-sm" variant="subtle" onClick={onReadOn}>Try again</Button></> : 'Reading more'}
          </p>
        )}
      </div>
    </div>
  );
}

/** The time, as ages are told: anew twice a minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
