import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './Inbox.module.css';
import { narrowest, widest } from './preferences.js';

/** The edge between the list and the ticket, to be dragged, or moved with the arrow keys. */
export function Resizer({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const become = (next: number) => onResize(Math.round(Math.min(widest, Math.max(narrowest, next))));
  const handleMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const list = event.currentTarget.previousElementSibling;
    if (list) become(event.clientX - list.getBoundingClientRect().left);
  };
  const handleKey = (event: KeyboardEvent) => {
    const next = { ArrowLeft: width - 16, ArrowRight: width + 16, Home: narrowest, End: widest }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    become(next);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the list"
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      className={classes.resizer}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={handleMove}
      onKeyDown={handleKey}
    />
  );
}
