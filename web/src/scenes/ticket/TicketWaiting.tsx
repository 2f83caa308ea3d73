import { Skeleton } from '@mantine/core';
import { Waiting } from '../../parts/Waiting.js';
import classes from './TicketScene.module.css';

/** A ticket in outline. */
export function TicketWaiting() {
  return (
    <div className={classes.ticket}>
      <div className={classes.main}>
        <div className={classes.waiting}>
          <Waiting label="Loading the ticket">
            <Skeleton height={28} width="62%" radius="sm" />
            <Skeleton height={24} width="80%" radius="sm" mt={10} />
            {[96, 64, 120].map(height => (
              <Skeleton key={height} height={height} radius="md" mt={20} />
            ))}
          </Waiting>
        </div>
      </div>
    </div>
  );
}
