import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Flash } from '../../../parts/Flash.js';
import classes from './TicketHeader.module.css';

interface ChoiceMenuProps<Value> {
  /** What is chosen here. */
  readonly label: string;
  readonly value: Value;
  readonly shown: ReactNode;
  readonly options: readonly { readonly value: Value; readonly label: string }[] | null;
  readonly mayChoose: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChoose: (value: Value) => void;
}

/** One field of a ticket: as text for who may not change it, else as a menu. It flashes when it changes. */
export function ChoiceMenu<Value extends string | null>({ label, value, shown, options, mayChoose, isOpen, onOpen, onChoose }: ChoiceMenuProps<Value>) {
  const flashing = <Flash value={value}>{shown}</Flash>;
  if (!mayChoose) {
    return (
      <span className={classes.fixed}>
        <span className={classes.srOnly}>{label}: </span>
        {flashing}
      </span>
    );
  }
  return (
    <Menu opened={isOpen} onChange={onOpen} position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.choice}>
          <span className={classes.srOnly}>{label}: </span>
          {flashing}
          <IconChevronDown size={14} stroke={1.8} aria-hidden className={classes.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown aria-label={label} className={classes.options}>
        {options === null && <Menu.Label>Loading…</Menu.Label>}
        {options?.map(option => (
          <Menu.Item
            key={option.value ?? ''}
            aria-current={option.value === value || undefined}
            rightSection={option.value === value && <IconCheck size={16} stroke={1.8} aria-hidden />}
            onClick={() => {
              if (option.value !== value) onChoose(option.value);
            }}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
