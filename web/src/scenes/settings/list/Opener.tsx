import type { ReactNode } from 'react';
import classes from './Opener.module.css';

interface OpenerProps {
  /** Whether it is the one that is open, where one always is. */
  readonly isCurrent?: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

/** The title of a row that opens it. */
export function Opener({ isCurrent, onOpen, children }: OpenerProps) {
  return (
    <button type="button" className={classes.opener} aria-current={isCurrent ? 'true' : undefined} onClick={onOpen}>
      {children}
    </button>
  );
}
