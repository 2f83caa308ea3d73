import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import classes from './FilterBar.module.css';

interface FilterBarProps {
  readonly isOn: boolean;
  readonly onClear: () => void;
  /** How many there are; null while that is not known. */
  readonly count: number | null;
  readonly onRefresh: () => void;
  readonly children: ReactNode;
}

/** The filters of a list, at the head of its card. */
export function FilterBar({ isOn, onClear, count, onRefresh, children }: FilterBarProps) {
  return (
    <div role="search" className={classes.bar}>
      {children}
      <div className={classes.end}>
        {isOn && (
          <Button variant="subtle" size="compact-sm" onClick={onClear}>
            Clear filters
          </Button>
        )}
        <span role="status" className={classes.count}>
          {count !== null && `${count.toLocaleString()} found`}
        </span>
        <ActionIcon variant="default" size={30} aria-label="Ask again" onClick={onRefresh}>
          <IconRefresh size={15} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of some. The first, '', is everything. */
export function FilterSelect({ label, value, onChange, data }: FilterProps & { data: readonly { value: string; label: string }[] }) {
  return (
    <NativeSelect
      className={classes.field}
      size="xs"
      label={label}
      value={value}
      data={[...data]}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}

/** A text, taken when one has finished typing it: with Enter, or by leaving the field. */
export function FilterText({ label, value, onChange, placeholder, error }: FilterProps & { placeholder?: string; error?: string | false }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.value = value; // cleared, or gone back to
  }, [value]);
  const take = () => {
    const text = input.current?.value.trim() ?? '';
    if (text !== value) onChange(text);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') take();
  };
  return (
    <TextInput
      ref={input}
      className={classes.field}
      {...{ size: 'xs', label, placeholder, error }}
      autoComplete="off"
      spellCheck={false}
      defaultValue={value}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}

/** A day. */
export function FilterDay({ label, value, onChange }: FilterProps) {
  return (
    <TextInput className={classes.field} size="xs" type="date" label={label} value={value} onChange={event => onChange(event.currentTarget.value)} />
  );
}
