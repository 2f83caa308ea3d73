import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Link, Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { Pane } from '../../parts/Pane.js';
import { useTitle } from '../../parts/useTitle.js';
import type { InboxDesk } from './after.js';
import classes from './Inbox.module.css';
import { ListPane } from './ListPane.js';
import { usePreferences } from './preferences.js';
import { Resizer } from './Resizer.js';
import { useReading } from './useReading.js';
import { useViews } from './useViews.js';

/** The tickets of a view, and the one that is open. */
export function InboxScene() {
  const { view: viewId = 'open', ticketId = null } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const [preferences, prefer] = usePreferences();
  const { always, kept, isKnown } = useViews();
  const view = [...always, ...kept].find(({ id }) => id === viewId) ?? null;
  const listPath = `/inbox/${viewId}${search}`;
  useTitle(view?.name ?? 'Inbox');
  useReading(ticketId);

  const step = useRef<(id: string) => string | null>(() => null);
  const onStep = useCallback((find: (id: string) => string | null) => (step.current = find), []);
  const { afterwards } = preferences;
  const here = useRef<string | null>(null);
  useEffect(() => {
    here.current = ticketId;
    return () => void (here.current = null);
  }, [ticketId]);
  const desk = useMemo((): InboxDesk => ({
    onResolved(id) {
      if (afterwards === 'stay' || here.current !== id) return; // who has gone elsewhere stays there
      const next = afterwards === 'next' ? step.current(id) : null;
      void navigate(next === null ? listPath : `/inbox/${viewId}/${next}${search}`);
    },
  }), [afterwards, navigate, listPath, viewId, search]);

  const cameFrom = useRef(ticketId);
  useEffect(() => {
    const before = cameFrom.current;
    cameFrom.current = ticketId;
    if (before !== null && ticketId === null) document.querySelector<HTMLElement>(`[data-id="${before}"]`)?.focus();
  }, [ticketId]);

  return (
    <main id="content" className={classes.inbox} data-open={ticketId !== null} style={{ '--list-width': `${String(preferences.width)}px` } as React.CSSProperties}>
      <Pane label="Tickets" className={classes.list}>
        <ListPane {...{ view, viewId, ticketId, always, kept, preferences }} isMissing={isKnown && view === null} onPrefer={prefer} onStep={onStep} onResolved={desk.onResolved} />
      </Pane>
      <Resizer width={preferences.width} onResize={width => prefer({ width })} />
      <div className={classes.right}>
        {ticketId !== null && (
          <div className={classes.back}>
            <ActionIcon component={Link} to={listPath} variant="subtle" color="gray" size={40} aria-label="Back to the list">
              <IconArrowLeft size={20} stroke={1.7} aria-hidden />
            </ActionIcon>
            <span>{view?.name ?? 'Inbox'}</span>
          </div>
        )}
        <div className={classes.outlet} data-open-ticket={ticketId ?? undefined}>
          <Outlet context={desk} />
        </div>
      </div>
    </main>
  );
}
