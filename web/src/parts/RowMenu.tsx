import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';

/** One thing that can be done to a row. */
export interface RowVerb {
  readonly label: string;
  readonly isGrave?: boolean;
  readonly onChoose: () => void;
}

/** Everything that can be done to a row; nothing when there is nothing. */
export function RowMenu({ label, verbs }: { label: string; verbs: readonly (RowVerb | false)[] }) {
  const offered = verbs.filter(verb => verb !== false);
  if (offered.length === 0) return null;
  return (
    <Menu width={170}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={label}>
          <IconDots size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {offered.map(verb => (
          <Menu.Item key={verb.label} color={verb.isGrave ? 'var(--dg-danger)' : undefined} onClick={verb.onChoose}>
            {verb.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
