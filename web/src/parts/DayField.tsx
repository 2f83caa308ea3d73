import { TextInput } from '@mantine/core';
import { zoneOf } from '../zone.js';
import classes from './DayField.module.css';

interface DayFieldProps {
  readonly label: string;
  /** What stands before the day. */
  readonly word: string;
  /** A day as `2026-11-28`, or ''. */
  readonly value: string;
  /** The time zone whose days they are, said where it is not the reader's. */
  readonly zone?: string;
  readonly onChoose: (day: string) => void;
}

/** Narrows a list by a day. */
export function DayField({ label, word, value, zone = '', onChoose }: DayFieldProps) {
  const elsewhere = zoneOf(zone) === zoneOf('') ? '' : ` in ${zoneOf(zone).replaceAll('_', ' ')}`;
  return (
    <label className={classes.field}>
      <span aria-hidden>{word}</span>
      <TextInput type="date" size="sm" aria-label={label + elsewhere} value={value} onChange={event => onChoose(event.currentTarget.value)} />
      {elsewhere && <span aria-hidden>{elsewhere}</span>}
    </label>
  );
}
