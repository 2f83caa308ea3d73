import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useActions } from '../actions.js';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  /** What is searched for. */
  readonly value: string;
  /** Called a moment after the last key. */
  readonly onSearch: (text: string) => void;
  readonly size?: 'sm' | 'md';
}

const pauseMs = 200;

/** Asks for what is typed as it is typed; `/` leads to it. */
export function SearchField({ label, placeholder, value, onSearch, size = 'sm' }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(value);
  useActions([{ id: 'search', label, group: 'Here', keys: '/', run: () => input.current?.focus() }]);

  useEffect(() => {
    if (input.current && value !== sent.current) input.current.value = value; // gone back, or cleared
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const handleChange = (typed: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = typed.trim();
      onSearch(sent.current);
    }, pauseMs);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      size={size}
      aria-label={label}
      placeholder={placeholder ?? label}
      defaultValue={value}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      leftSection={<IconSearch size={16} stroke={1.7} aria-hidden />}
      onChange={event => handleChange(event.currentTarget.value)}
      style={{ flex: '1 1 220px', maxWidth: size === 'md' ? undefined : 360 }}
    />
  );
}
