import { Menu, Tooltip, useMantineColorScheme, VisuallyHidden, type MantineColorScheme } from '@mantine/core';
import { IconCheck, IconLogout, IconTerminal2 } from '@tabler/icons-react';
import { Link, NavLink, useNavigate } from 'react-router';
import { useActions } from '../actions.js';
import { type FragmentType, graphql, read } from '../gql/index.js';
import { Face } from '../parts/Face.js';
import { useToast } from '../parts/Toast.js';
import { Glyph } from '../parts/Wordmark.js';
import { refusalFrom } from '../refusal.js';
import { settings } from '../scenes/settings/settings.js';
import { useSession } from '../session.js';
import { pathOf } from '../upload.js';
import classes from './Desk.module.css';
import { places } from './places.js';
import { useViewer } from './viewer.js';

const Rail_viewer = graphql(`
  fragment Rail_viewer on Viewer {
    id
    name
    email
    member {
      id
      pictureUrl
    }
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

const schemes: readonly { value: MantineColorScheme; label: string }[] = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const check = <IconCheck size={16} stroke={1.8} aria-hidden />;

interface RailProps {
  readonly viewer: FragmentType<typeof Rail_viewer>;
  readonly onChooseOrganization: (id: string) => void;
}

/** The ways to every place one may be at, and oneself. */
export function Rail({ viewer, onChooseOrganization }: RailProps) {
  const { id, name, email, member, organization, memberships } = read(Rail_viewer, viewer);
  const { may } = useViewer();
  const { leave } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const say = useToast();
  const open = places.filter(({ needs }) => needs === null || may(needs));
  const handleLeave = () => void leave().catch((error: unknown) => say(`Not signed out. ${refusalFrom(error).message}`));
  useActions([
    ...open.map(({ path, label, key }) => ({ id: path, label: `Go to ${label.toLowerCase()}`, group: 'Go', keys: `g ${key}`, run: () => void navigate(path) })),
    ...settings
      .filter(({ needs }) => needs === null || may(needs))
      .map(({ path, label }) => ({ id: `settings-${path}`, label: `Settings: ${label.toLowerCase()}`, group: 'Settings', run: () => void navigate(`/settings/${path}`) })),
    { id: 'playground', label: 'Open the playground', group: 'Go', run: () => window.location.assign('/playground') },
    { id: 'sign-out', label: 'Sign out', group: 'You', run: handleLeave },
    ...schemes.map(({ value, label }) => ({ id: `scheme-${value}`, label: `Colours: ${label.toLowerCase()}`, group: 'You', run: () => setColorScheme(value) })),
  ]);
  const elsewhere = memberships.flatMap(({ role, organization: place }) => (place ? [{ ...place, role }] : []));

  return (
    <div className={classes.rail}>
      <Link to="/" className={classes.home} aria-label="Deskgraph, home">
        <Glyph size={32} />
      </Link>
      <nav aria-label="Places">
        <ul className={classes.places}>
          {open.map(({ path, label, Icon }) => (
            <li key={path}>
              <Tooltip label={label} position="right" openDelay={250}>
                <NavLink to={path} className={classes.place} aria-label={label}>
                  <Icon size={22} stroke={1.6} aria-hidden />
                </NavLink>
              </Tooltip>
            </li>
          ))}
        </ul>
      </nav>
      <span className={classes.grow} />
      <Menu width={260} position="right-end">
        <Menu.Target>
          <button type="button" className={classes.you}>
            <VisuallyHidden>{`You, at ${organization?.name ?? 'your organization'}`}</VisuallyHidden>
            <Face id={member?.id ?? id} name={name} picture={member?.pictureUrl && pathOf(member.pictureUrl)} size={30} />
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label="You">
          <Menu.Label>
            <span className={classes.who}>{name}</span>
            <br />
            {email}
          </Menu.Label>
          <Menu.Divider />
          <Menu.Label>{elsewhere.length > 1 ? 'Organization' : organization?.name}</Menu.Label>
          {elsewhere.length > 1 && (
            <Menu.RadioGroup value={organization?.id ?? null} onChange={onChooseOrganization}>
              {elsewhere.map(place => (
                <Menu.RadioItem key={place.id} value={place.id} closeMenuOnClick checkIcon={check}>
                  {place.name}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          )}
          <Menu.Divider />
          <Menu.Label>Colours</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={value => setColorScheme(value as MantineColorScheme)}>
            {schemes.map(({ value, label }) => (
              <Menu.RadioItem key={value} value={value} checkIcon={check}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item component="a" href="/playground" leftSection={<IconTerminal2 size={16} stroke={1.6} aria-hidden />}>
            Playground
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />} onClick={handleLeave}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
