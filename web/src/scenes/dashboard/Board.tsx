import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Outcome } from '../../parts/Outcome.js';
import { Pane } from '../../parts/Pane.js';
import { Waiting } from '../../parts/Waiting.js';
import classes from './Dashboard.module.css';
import type { Time } from './time.js';
import { clock } from './words.js';

interface BoardProps<Figures> {
  readonly title: string;
  readonly figures: Figures | null | undefined;
  readonly isOld: boolean;
  readonly loading: boolean;
  readonly error: unknown;
  readonly time: Time;
  readonly onRetry: () => void;
  readonly children: (figures: Figures) => ReactNode;
}

/** One room's figures, by themselves: they load, fail and break without the others. */
export function Board<Figures extends { readonly at: string }>({ title, figures, isOld, loading, error, time, onRetry, children }: BoardProps<Figures>) {
  return (
    <Pane label={title} className={classes.board}>
      <header className={classes.boardHead}>
        <h2 className={classes.boardTitle}>{title}</h2>
        {figures && (
          <p className={classes.asOf}>
            As of <time dateTime={figures.at}>{clock(figures.at, time.timeZone)}</time>
            {error !== undefined && ', and not newer: the last question failed'}
          </p>
        )}
      </header>
      {!figures && loading ? (
        <Waiting label={`Loading ${title.toLowerCase()}`}>
          <div className={classes.outline}>
            {[0, 1, 2, 3].map(tile => (
              <Skeleton key={tile} height={116} radius="lg" />
            ))}
          </div>
          <Skeleton height={324} radius="lg" mt={12} />
        </Waiting>
      ) : (
        <Outcome what={`figures of ${title.toLowerCase()}`} rows={figures} loading={loading} error={error} onRetry={onRetry}>
          {known => (
            <div className={classes.boardBody} aria-busy={isOld} data-old={isOld}>
              {children(known)}
            </div>
          )}
        </Outcome>
      )}
    </Pane>
  );
}
