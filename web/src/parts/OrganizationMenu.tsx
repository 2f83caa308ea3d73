import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import classes from './OrganizationMenu.module.css';

interface Place {
  readonly id: string;
  readonly name: string;
}

interface OrganizationMenuProps {
  /** Null for somebody whose role does not show it. */
  readonly current: Place | null;
  readonly memberships: readonly { readonly role: string; readonly organization: Place | null }[];
  readonly onChoose: (id: string) => void;
}

/** The organization one works in, and the others one could work in. With only one it is a name, not a button. */
export function OrganizationMenu({ current, memberships, onChoose }: OrganizationMenuProps) {
  const places = memberships.flatMap(({ role, organization }) => (organization ? [{ ...organization, role }] : []));
  const name = current?.name ?? 'Your organization';
  if (places.length < 2) return <span className={classes.name}>{name}</span>;
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <span className={classes.name}>{name}</span>
          <span className={classes.hidden}>, switch organization</span>
          <IconSelector size={16} stroke={1.6} aria-hidden className={classes.icon} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown aria-label="Organizations">
        <Menu.RadioGroup value={current?.id ?? null} onChange={onChoose}>
          {places.map(place => (
            <Menu.RadioItem
              key={place.id}
              value={place.id}
              closeMenuOnClick
              checkIcon={<IconCheck size={16} stroke={1.8} aria-hidden />}
            >
              <span className={classes.option}>{place.name}</span>
              <span className={classes.role}>{place.role}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
