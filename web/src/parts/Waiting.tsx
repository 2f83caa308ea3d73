import { Skeleton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './Waiting.module.css';

interface WaitingProps {
  readonly label: string;
  readonly rows?: number;
  readonly height?: number;
  /** The geometry of what is coming, where rows would not tell it. */
  readonly children?: ReactNode;
}

/** What is coming, in outline, after a moment: what arrives at once never flickers. */
export function Waiting({ label, rows = 3, height = 16, children }: WaitingProps) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={label} className={classes.waiting} data-late={late}>
      {children ??
        Array.from({ length: rows }, (_, index) => (
          <Skeleton key={index} height={height} radius="sm" width={`${96 - (index % 3) * 14}%`} aria-hidden />
        ))}
    </div>
  );
}
