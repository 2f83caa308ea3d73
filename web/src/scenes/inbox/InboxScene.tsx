import { Outlet } from 'react-router';
import { useTitle } from '../../parts/useTitle.js';
import classes from './InboxScene.module.css';

/** The tickets of a view, and the one that is open. */
export function InboxScene() {
  useTitle('Inbox');
  return (
    <main id="content" className={classes.inbox}>
      <Outlet />
    </main>
  );
}
