import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import classes from './OrganizationMenu.module.css';

interface Place {
  readonly id: string;
  readonly name: string;
}

interface OrganizationMenuProps {
  readonly current: Place;
  readonly memberships: readonly { readonly role: string; readonly organization: Place }[];
  readonly onChoose: (id: string) => void;
}

/** The organization one works in, and the others one could work in. With only one it is a name, not a button. */
export function OrganizationMenu({ current, memberships, onChoose }: OrganizationMenuProps) {
  if (memberships.length < 2) return <span className={classes.name}>{current.name}</span>;
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <span className={classes.name}>{current.name}</span>
          <span className={classes.hidden}>, switch organization</span>
          <IconSelector size={16} stroke={1.6} aria-hidden className={classes.icon} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown aria-label="Organizations">
        <Menu.RadioGroup value={current.id} onChange={onChoose}>
          {memberships.map(({ organization, role }) => (
            <Menu.RadioItem
              key={organization.id}
              value={organization.id}
              closeMenuOnClick
              checkIcon={<IconCheck size={16} stroke={1.8} aria-hidden />}
            >
              <span className={classes.option}>{organization.name}</span>
              <span className={classes.role}>{role}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
