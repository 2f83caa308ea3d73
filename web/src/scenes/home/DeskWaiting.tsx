import { useTitle } from '../../parts/useTitle.js';
import { Waiting } from '../../parts/Waiting.js';
import { Wordmark } from '../../parts/Wordmark.js';
import classes from './Desk.module.css';

/** The desk's outline while nobody knows yet whose it is. */
export function DeskWaiting() {
  useTitle('');
  return (
    <>
      <header className={classes.bar}>
        <Wordmark />
      </header>
      <main id="content" className={classes.waiting}>
        <Waiting label="Loading" rows={5} height={28} />
      </main>
    </>
  );
}
