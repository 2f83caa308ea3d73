import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './ContextPane.module.css';

interface CardProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly isFailed?: boolean;
  readonly onAgain?: () => void;
  readonly children?: ReactNode;
}

/** One subject around a ticket, or that it could not be had. */
export function Card({ title, aside, isFailed = false, onAgain, children }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.card}>
      <header className={classes.cardHead}>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {isFailed ? (
        <div role="alert" className={classes.failed}>
          <span>This did not load.</span>
          <Button size="compact-sm" variant="default" onClick={onAgain}>
            Try again
          </Button>
        </div>
      ) : (
        children
      )}
    </section>
  );
}

/** What each card is given. */
export interface CardPart<Ticket> {
  readonly ticket: Ticket;
  readonly isFailed: boolean;
  readonly onAgain: () => void;
}
