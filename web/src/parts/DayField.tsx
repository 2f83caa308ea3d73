import { TextInput } from '@mantine/core';
import classes from './DayField.module.css';

interface DayFieldProps {
  readonly label: string;
  /** What stands before the day. */
  readonly word: string;
  /** A day as `2026-11-28`, or ''. */
  readonly value: string;
  readonly onChoose: (day: string) => void;
}

/** Narrows a list by a day. */
export function DayField({ label, word, value, onChoose }: DayFieldProps) {
  return (
    <label className={classes.field}>
      <span aria-hidden>{word}</span>
      <TextInput type="date" size="sm" aria-label={label} value={value} onChange={event => onChoose(event.currentTarget.value)} />
    </label>
  );
}
