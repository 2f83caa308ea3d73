import { useEffect, useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { read } from '../../gql/index.js';
import { useSocketState } from '../../live/useSocketState.js';
import type { FigureProps } from '../../parts/Figure.js';
import { Flash } from '../../parts/Flash.js';
import { useTitle } from '../../parts/useTitle.js';
import { paletteVariables } from '../../theme.js';
import { dark } from '../../tokens.js';
import { CallBoard_figures, callKind, callNumbers } from './callFigures.js';
import { OrderBoard_figures, orderKind, orderNumbers } from './orderFigures.js';
import { TicketBoard_figures, ticketKind, ticketNumbers } from './ticketFigures.js';
import type { Time } from './time.js';
import { useFigures } from './useFigures.js';
import classes from './Wall.module.css';
import { clock } from './words.js';

/** How old figures may be before it is said aloud: they are asked for each minute. */
const freshMs = 150_000;
const spans = { today: 'Today', 7: 'The last 7 days', 28: 'The last 28 days', 90: 'The last 90 days' };
const shown = ['Open now', 'Unassigned now', 'Came in', 'Resolved', 'First reply', 'Orders', 'Calls', 'Missed'];

/** The numbers that matter, to be read across a room. It says when they are old, and since when. */
export function Wall({ time, onLeave }: { time: Time; onLeave: () => void }) {
  useTitle('Wall');
  useWakeLock();
  const { may } = useViewer();
  const now = useNow();
  const line = useSocketState();
  const tickets = useFigures(ticketKind, time, !may('ticketFigures.read'));
  const orders = useFigures(orderKind, time, !may('orderFigures.read'));
  const calls = useFigures(callKind, time, !may('callFigures.read'));
  const ofTickets = read(TicketBoard_figures, tickets.answer?.ticketFigures);
  const ofOrders = read(OrderBoard_figures, orders.answer?.orderFigures);
  const ofCalls = read(CallBoard_figures, calls.answer?.callFigures);

  const numbers = [...(ofTickets ? ticketNumbers(ofTickets, time) : []), ...(ofOrders ? orderNumbers(ofOrders, time) : []), ...(ofCalls ? callNumbers(ofCalls, time) : [])];
  const oldest = [ofTickets, ofOrders, ofCalls].flatMap(figures => (figures ? [figures.at] : [])).sort()[0];
  const stale =
    line.state === 'lost' ? `No connection since ${clock(new Date(line.since).toISOString(), time.timeZone)}. These numbers are not of now.`
    : oldest !== undefined && now - Date.parse(oldest) > freshMs ? `Nothing new since ${clock(oldest, time.timeZone)}. These numbers are not of now.`
    : null;
  return (
    <main id="content" className={classes.wall} data-wall style={paletteVariables(dark)}>
      <header className={classes.head}>
        <h1 tabIndex={-1} className={classes.title}>
          {spans[time.span]}
        </h1>
        <p className={classes.clock}>
          {oldest === undefined ? 'Loading' : <>As of {clock(oldest, time.timeZone)}</>} · {time.timeZone.replaceAll('_', ' ')}
        </p>
        <button type="button" className={classes.leave} onClick={onLeave}>
          Leave the wall
        </button>
      </header>
      <div role="status" className={classes.status}>
        {stale !== null && <p className={classes.stale}>{stale}</p>}
      </div>
      <ul className={classes.numbers} aria-label="Numbers" data-stale={stale !== null}>
        {shown.flatMap(title => numbers.find(number => number.title === title) ?? []).map(number => (
          <Number key={number.title} {...number} />
        ))}
      </ul>
    </main>
  );
}

function Number({ title, value, comparison }: FigureProps) {
  return (
    <li className={classes.number} data-figure={title}>
      <h2 className={classes.name}>{title}</h2>
      <p className={classes.value} style={{ '--length': Math.max(1, value?.length ?? 4) } as React.CSSProperties}>
        <Flash value={value}>{value ?? 'none'}</Flash>
      </p>
      {comparison && <p className={classes.comparison}>{comparison.words}</p>}
    </li>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Keeps the screen on where the browser can, and again whenever the page comes back into view. */
function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const hold = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      lock = await navigator.wakeLock.request('screen');
      if (isOver) await lock.release();
    };
    const tryHold = () => void hold().catch(() => undefined); // a machine that saves power says no
    tryHold();
    document.addEventListener('visibilitychange', tryHold);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', tryHold);
      void lock?.release().catch(() => undefined);
    };
  }, []);
}
