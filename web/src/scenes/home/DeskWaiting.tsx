import { Skeleton } from '@mantine/core';
import { useTitle } from '../../parts/useTitle.js';
import { Waiting } from '../../parts/Waiting.js';
import { Wordmark } from '../../parts/Wordmark.js';
import classes from './Desk.module.css';
import identity from './Identity.module.css';

/** The desk in outline, while nobody knows yet whose it is. */
export function DeskWaiting() {
  useTitle('');
  return (
    <>
      <header className={classes.bar}>
        <Wordmark />
      </header>
      <div className={classes.desk}>
        <div className={classes.nav} />
        <main id="content" className={classes.main}>
          <Waiting label="Loading">
            <Skeleton height={34} width={220} radius="md" />
            <div className={identity.cards}>
              <Skeleton height={178} radius="lg" />
              <Skeleton height={178} radius="lg" />
            </div>
            <Skeleton height={24} width={120} radius="sm" mt={24} />
            <Skeleton height={366} radius="lg" />
          </Waiting>
        </main>
      </div>
    </>
  );
}
