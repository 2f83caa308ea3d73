import { Empty } from '../../parts/Section.js';
import { FirstSteps } from '../first-steps/FirstSteps.js';
import classes from './TicketScene.module.css';

/** What stands beside the list while no ticket is open: for whoever begins, what to do first. */
export function NoTicket() {
  return (
    <div className={classes.none}>
      <FirstSteps />
      <Empty title="No ticket is open" words="Choose one from the list." />
    </div>
  );
}
