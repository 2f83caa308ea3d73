import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './Flash.module.css';

/** Marks what it holds once whenever `value` changes, and not when it first appears. Without motion it only changes. */
export function Flash({ value, children }: { value: string | number | null | undefined; children: ReactNode }) {
  const [turn, setTurn] = useState(0);
  const shown = useRef(value);
  useEffect(() => {
    if (shown.current === value) return;
    shown.current = value;
    setTurn(count => count + 1);
  }, [value]);
  return (
    <span key={turn} className={turn === 0 ? undefined : classes.flash} data-flash={turn}>
      {children}
    </span>
  );
}
