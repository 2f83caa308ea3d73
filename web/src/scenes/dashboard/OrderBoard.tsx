import { read } from '../../gql/index.js';
import { money } from '../../money.js';
import { Bars } from '../../parts/Bars.js';
import { Chart } from '../../parts/Chart.js';
import { Course } from '../../parts/Course.js';
import { Figures } from '../../parts/Figure.js';
import type { Table } from '../../table.js';
import { Board } from './Board.js';
import classes from './Dashboard.module.css';
import { ordersPath } from './drill.js';
import { OrderBoard_figures, orderKind, orderNumbers, revenueOf } from './orderFigures.js';
import type { Time } from './time.js';
import { useFigures } from './useFigures.js';
import { byDay, day, inMajorUnits, said, whole } from './words.js';

/** How orders go. */
export function OrderBoard({ time }: { time: Time }) {
  const { answer, again, ...state } = useFigures(orderKind, time);
  return (
    <Board title="Orders" figures={read(OrderBoard_figures, answer?.orderFigures)} time={time} onRetry={again} {...state}>
      {figures => {
        const { days, states, channels, revenue, period } = figures;
        const course: Table = { columns: ['Day', 'Orders', 'Shipments'], rows: days.map(({ date, orders, shipped }) => [date, orders, shipped]) };
        const byState = states.map(({ state: name, count }) => ({ name: said(name), value: count, to: ordersPath(time, { state: name }) }));
        const byChannel = channels.map(({ channel, count }) => ({ name: channel, value: count, to: ordersPath(time, { channel }) }));
        return (
          <>
            <Figures label="Orders in numbers" figures={orderNumbers(figures, time)} />
            <div className={classes.charts}>
              <Chart title="Orders per day" table={course} nothing={period.orders + period.shipped === 0 ? 'No orders in this time' : null} isWide write={byDay(whole)}>
                <Course label="Orders per day" table={course} writeName={day} write={whole} />
              </Chart>
              {revenue.map(({ currency }) => {
                const title = `Revenue per day, ${currency}`;
                const write = (value: number) => money(value, currency);
                const table: Table = { columns: ['Day', `Revenue, ${currency}`], rows: revenueOf(figures, currency).map(({ date, amount }) => [date, amount]) };
                return (
                  <Chart key={currency} title={title} table={table} taken={inMajorUnits(table, currency)} isWide write={byDay(write)}>
                    <Course label={title} table={table} writeName={day} write={write} />
                  </Chart>
                );
              })}
              {byState.length > 0 && (
                <>
                  <Chart title="Orders by state" table={{ columns: ['State', 'Orders'], rows: byState.map(({ name, value }) => [name, value]) }}>
                    <Bars label="Orders by state" bars={byState} write={whole} />
                  </Chart>
                  <Chart title="Orders by channel" table={{ columns: ['Channel', 'Orders'], rows: byChannel.map(({ name, value }) => [name, value]) }}>
                    <Bars label="Orders by channel" bars={byChannel} write={whole} />
                  </Chart>
                </>
              )}
            </div>
          </>
        );
      }}
    </Board>
  );
}
