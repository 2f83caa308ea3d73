import { Skeleton } from '@mantine/core';
import { useTitle } from '../parts/useTitle.js';
import { Waiting } from '../parts/Waiting.js';
import { Glyph } from '../parts/Wordmark.js';
import classes from './Desk.module.css';

/** The desk in outline, while nobody knows yet whose it is. */
export function DeskWaiting() {
  useTitle('');
  return (
    <div className={classes.desk} data-desk>
      <div className={classes.rail}>
        <span className={classes.home}>
          <Glyph size={32} />
        </span>
      </div>
      <main id="content" className={classes.waiting}>
        <Waiting label="Loading">
          <Skeleton height={28} width={180} radius="sm" />
          {[0, 1, 2, 3, 4].map(row => (
            <Skeleton key={row} height={48} radius="md" mt={12} />
          ))}
        </Waiting>
      </main>
    </div>
  );
}
