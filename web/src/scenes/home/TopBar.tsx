import { ActionIcon, Menu } from '@mantine/core';
import { IconLogout, IconTerminal2, IconUserCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { OrganizationMenu } from '../../parts/OrganizationMenu.js';
import { ThemeToggle } from '../../parts/ThemeToggle.js';
import { useToast } from '../../parts/Toast.js';
import { Wordmark } from '../../parts/Wordmark.js';
import { refusalFrom } from '../../refusal.js';
import { useSession } from '../../session.js';
import classes from './Desk.module.css';

const TopBar_viewer = graphql(`
  fragment TopBar_viewer on Viewer {
    id
    name
    email
    organization {
      id
      name
    }
    memberships {
      role
      organization {
        id
        name
      }
    }
  }
`);

interface TopBarProps {
  readonly viewer: FragmentType<typeof TopBar_viewer>;
  readonly onChooseOrganization: (id: string) => void;
}

/** Where one is, and the ways elsewhere: another organization, the playground, out. */
export function TopBar({ viewer, onChooseOrganization }: TopBarProps) {
  const { name, email, organization, memberships } = read(TopBar_viewer, viewer);
  const { leave } = useSession();
  const say = useToast();
  const handleLeave = () => void leave().catch((error: unknown) => say(`Not signed out. ${refusalFrom(error).message}`));
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.home} aria-label="Deskgraph, home">
        <Wordmark />
      </Link>
      <span className={classes.slash} aria-hidden="true" />
      <OrganizationMenu current={organization} memberships={memberships} onChoose={onChooseOrganization} />
      <span className={classes.grow} />
      <ThemeToggle />
      <Menu width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label="You">
            <IconUserCircle size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown aria-label="You">
          <Menu.Label>
            {name}
            <br />
            {email}
          </Menu.Label>
          <Menu.Item component="a" href="/playground" leftSection={<IconTerminal2 size={16} stroke={1.6} aria-hidden />}>
            Playground
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />} onClick={handleLeave}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
