import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './Waiting.module.css';

/** Rows in the geometry of what is coming, after a moment: what arrives at once never flickers. */
export function Waiting({ label, rows = 3, height = 16 }: { label: string; rows?: number; height?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={label} className={classes.waiting} data-late={late}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="sm" width={`${96 - (index % 3) * 14}%`} aria-hidden />
      ))}
    </div>
  );
}
