import { Button, CloseButton } from '@mantine/core';
import classes from './Bars.module.css';
import type { DialogKind } from './DeedDialog.js';

interface SelectionBarProps {
  readonly count: number;
  readonly may: (atom: string) => boolean;
  readonly onChoose: (kind: DialogKind) => void;
  readonly onRead: () => void;
  readonly onClear: () => void;
}

/** How many tickets are chosen, and what can be done to all of them. */
export function SelectionBar({ count, may, onChoose, onRead, onClear }: SelectionBarProps) {
  const verbs = [
    ['assign', 'Assign', 'ticket.assign'],
    ['status', 'Status', 'ticket.changeStatus'],
    ['tag', 'Tag', 'ticket.tag'],
  ] as const;
  return (
    <div className={classes.selection} role="group" aria-label="Selected tickets">
      <span role="status">{count} selected</span>
      {verbs.map(([kind, label, atom]) => may(atom) && (
        <Button key={kind} variant="subtle" size="compact-sm" onClick={() => onChoose(kind)}>
          {label}
        </Button>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={onRead}>
        Read
      </Button>
      <CloseButton size={28} aria-label="Clear the selection" onClick={onClear} />
    </div>
  );
}
