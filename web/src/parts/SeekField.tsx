import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';

/** Something that can be chosen. */
export interface Found {
  readonly value: string;
  readonly label: string;
}

interface SeekFieldProps {
  readonly label: string;
  readonly name?: string;
  readonly placeholder?: string;
  readonly description?: string;
  readonly error?: ReactNode;
  /** What is chosen from the start. */
  readonly chosen?: Found | null;
  /** What was found for what was typed last. */
  readonly found: readonly Found[];
  readonly onSeek: (text: string) => void;
  readonly onChoose?: (value: string | null) => void;
  readonly isFirst?: boolean;
}

/** Chooses one of too many to list: found by what is typed. */
export function SeekField({ label, name, placeholder, description, error, chosen = null, found, onSeek, onChoose, isFirst }: SeekFieldProps) {
  const [value, setValue] = useState<Found | null>(chosen);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed === value?.label ? '' : typed.trim(), 200);
  const seek = useEffectEvent(onSeek);
  useEffect(() => seek(asked), [asked]);
  const options = value && !found.some(option => option.value === value.value) ? [value, ...found] : found;
  const choose = (next: string | null) => {
    setValue(options.find(option => option.value === next) ?? null);
    onChoose?.(next);
  };
  return (
    <Select
      searchable
      clearable
      size="md"
      label={label}
      name={name ?? ''}
      placeholder={placeholder ?? ''}
      description={description}
      error={error}
      data={options.map(({ value: id, label: text }) => ({ value: id, label: text }))}
      value={value?.value ?? null}
      onChange={choose}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={asked === '' ? 'Type to search.' : 'Nobody and nothing by that name.'}
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      comboboxProps={{ withinPortal: true }}
      data-autofocus={isFirst}
    />
  );
}
