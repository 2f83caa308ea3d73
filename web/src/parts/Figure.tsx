import { Tooltip } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconInfoCircle } from '@tabler/icons-react';
import { useId } from 'react';
import { Link } from 'react-router';
import classes from './Figure.module.css';
import { Flash } from './Flash.js';
import { Spark } from './Spark.js';

/** One number that matters. */
export interface FigureProps {
  readonly title: string;
  /** As it is written; null where there is none. */
  readonly value: string | null;
  /** What exactly is counted. */
  readonly definition: string;
  readonly comparison?: { readonly trend: 'up' | 'down' | 'same' | 'none'; readonly words: string } | undefined;
  /** Which way is the better one, where one is. */
  readonly better?: 'up' | 'down' | undefined;
  readonly course?: readonly number[] | undefined;
  /** Where the rows behind it are. */
  readonly to?: string | undefined;
}

const arrows = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconEqual, none: null };

/** A number, what it counts, how it was before, and the way to the rows behind it. */
export function Figure({ title, value, definition, comparison, better, course, to }: FigureProps) {
  const id = useId();
  const Arrow = comparison && arrows[comparison.trend];
  const isTrend = comparison?.trend === 'up' || comparison?.trend === 'down';
  const tone = !better || !isTrend ? undefined : comparison.trend === better ? 'good' : 'bad';
  const number = (
    <Flash value={value}>
      {value ?? <span className={classes.nothing}>–</span>}
      {value === null && <span className={classes.hidden}>none</span>}
    </Flash>
  );
  return (
    <li className={classes.figure} data-linked={to !== undefined} data-figure={title}>
      <div className={classes.head}>
        <h3 id={id} className={classes.title}>
          {title}
        </h3>
        <Tooltip label={definition} multiline w={260} events={{ hover: true, focus: true, touch: true }} withArrow>
          <button type="button" className={classes.info} aria-label={`What ${title} counts`}>
            <IconInfoCircle size={16} stroke={1.6} aria-hidden />
          </button>
        </Tooltip>
      </div>
      <div className={classes.value} style={{ '--length': Math.max(1, value?.length ?? 1) } as React.CSSProperties}>
        {to === undefined ? number : <Link to={to} className={classes.link} aria-describedby={id}>{number}</Link>}
        {course && course.length > 1 && course.some(value => value > 0) && <Spark values={course} />}
      </div>
      {comparison && (
        <p className={classes.comparison} data-tone={tone}>
          {Arrow && <Arrow size={16} stroke={1.8} aria-hidden />}
          <span>{comparison.words}</span>
        </p>
      )}
    </li>
  );
}

/** Figures side by side. */
export function Figures({ label, figures }: { label: string; figures: readonly FigureProps[] }) {
  return (
    <ul className={classes.figures} aria-label={label}>
      {figures.map(figure => (
        <Figure key={figure.title} {...figure} />
      ))}
    </ul>
  );
}
