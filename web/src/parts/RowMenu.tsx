import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useRef } from 'react';

/** One thing that can be done to a row. */
export interface RowVerb {
  readonly label: string;
  readonly isGrave?: boolean;
  readonly onChoose: () => void;
}

/** Everything that can be done to a row; nothing when there is nothing. */
export function RowMenu({ label, verbs }: { label: string; verbs: readonly (RowVerb | false)[] }) {
  const button = useRef<HTMLButtonElement>(null);
  const offered = verbs.filter(verb => verb !== false);
  if (offered.length === 0) return null;
  const choose = (verb: RowVerb) => {
    button.current?.focus(); // a dialog gives the focus back to where it was, and the item will be gone
    verb.onChoose();
  };
  return (
    <Menu width={170}>
      <Menu.Target>
        <ActionIcon ref={button} variant="subtle" color="gray" size={30} aria-label={label}>
          <IconDots size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {offered.map(verb => (
          <Menu.Item key={verb.label} color={verb.isGrave ? 'var(--dg-danger)' : undefined} onClick={() => choose(verb)}>
            {verb.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
