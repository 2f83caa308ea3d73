import { read } from '../../gql/index.js';
import { Bars } from '../../parts/Bars.js';
import { Chart } from '../../parts/Chart.js';
import { Course } from '../../parts/Course.js';
import { Figures } from '../../parts/Figure.js';
import type { Table } from '../../table.js';
import { Board } from './Board.js';
import classes from './Dashboard.module.css';
import { sharesOf, ticketKind, ticketNumbers, TicketBoard_figures } from './ticketFigures.js';
import type { Time } from './time.js';
import { useFigures } from './useFigures.js';
import { byDay, day, whole } from './words.js';

/** How tickets go. */
export function TicketBoard({ time }: { time: Time }) {
  const { answer, again, ...state } = useFigures(ticketKind, time);
  return (
    <Board title="Tickets" figures={read(TicketBoard_figures, answer?.ticketFigures)} time={time} onRetry={again} {...state}>
      {figures => {
        const { days, period } = figures;
        const rows = days.map(({ date, created, resolved }) => [date, created, resolved]);
        const course: Table = { columns: ['Day', 'Came in', 'Resolved'], rows };
        const quiet = period.created + period.resolved === 0 ? 'No tickets in this time' : null;
        const shares = period.created === 0 ? [] : sharesOf(figures, time);
        return (
          <>
            <Figures label="Tickets in numbers" figures={ticketNumbers(figures, time)} />
            <div className={classes.charts}>
              <Chart title="Tickets per day" table={course} nothing={quiet} isWide write={byDay(whole)}>
                <Course label="Tickets per day" table={course} writeName={day} write={whole} />
              </Chart>
              {shares.map(({ title, table, bars }) => (
                <Chart key={title} title={title} table={table}>
                  <Bars label={title} bars={bars} write={whole} />
                </Chart>
              ))}
            </div>
          </>
        );
      }}
    </Board>
  );
}
