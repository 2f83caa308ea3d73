import { read } from '../../gql/index.js';
import { Chart } from '../../parts/Chart.js';
import { Course } from '../../parts/Course.js';
import { Figures } from '../../parts/Figure.js';
import type { Table } from '../../table.js';
import { Board } from './Board.js';
import { CallBoard_figures, callKind, callNumbers } from './callFigures.js';
import classes from './Dashboard.module.css';
import type { Time } from './time.js';
import { useFigures } from './useFigures.js';
import { byDay, day, whole } from './words.js';

/** How calls go. */
export function CallBoard({ time }: { time: Time }) {
  const { answer, again, ...state } = useFigures(callKind, time);
  return (
    <Board title="Calls" figures={read(CallBoard_figures, answer?.callFigures)} time={time} onRetry={again} {...state}>
      {figures => {
        const course: Table = { columns: ['Day', 'Answered', 'Missed'], rows: figures.days.map(({ date, answered, missed }) => [date, answered, missed]) };
        return (
          <>
            <Figures label="Calls in numbers" figures={callNumbers(figures, time)} />
            <div className={classes.charts}>
              <Chart title="Calls per day" table={course} nothing={figures.period.calls === 0 ? 'No calls in this time' : null} isWide write={byDay(whole)}>
                <Course label="Calls per day" table={course} writeName={day} write={whole} />
              </Chart>
            </div>
          </>
        );
      }}
    </Board>
  );
}
