import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconUsers } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import classes from './Inbox.module.css';
import { useCount } from './useTickets.js';
import type { InboxView } from './useViews.js';

interface ViewMenuProps {
  readonly view: InboxView | null;
  readonly count: number | null;
  readonly always: readonly InboxView[];
  readonly kept: readonly InboxView[];
  /** Whether it is what the page is called: no ticket is. */
  readonly isHeading: boolean;
}

/** The name of the list, and the way to every other. */
export function ViewMenu({ view, count, always, kept, isHeading }: ViewMenuProps) {
  const Heading = isHeading ? 'h1' : 'h2';
  const navigate = useNavigate();
  const shared = kept.filter(({ saved }) => saved?.isShared);
  const own = kept.filter(({ saved }) => !saved?.isShared);
  const items = (views: readonly InboxView[]) =>
    views.map(one => (
      <Menu.Item
        key={one.id}
        aria-current={one.id === view?.id ? 'page' : undefined}
        leftSection={one.saved?.isShared ? <IconUsers size={15} stroke={1.7} aria-hidden /> : undefined}
        rightSection={<ViewCount view={one} />}
        onClick={() => void navigate(`/inbox/${one.id}`)}
      >
        <span className={classes.viewName}>{one.name}</span>
      </Menu.Item>
    ));
  return (
    <Menu width={260} position="bottom-start">
      <Heading tabIndex={-1} className={classes.title}>
        <Menu.Target>
          <UnstyledButton className={classes.view}>
            <span className={classes.viewName}>{view?.name ?? 'Inbox'}</span>
            {count !== null && <span className={classes.count}> {count.toLocaleString()}</span>}
            <VisuallyHidden>. Choose a view</VisuallyHidden>
            <IconChevronDown size={16} stroke={1.8} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
      </Heading>
      <Menu.Dropdown aria-label="Views" mah="min(70vh, 560px)" className={classes.views}>
        {items(always)}
        {shared.length > 0 && <Menu.Label>For everyone</Menu.Label>}
        {items(shared)}
        {own.length > 0 && <Menu.Label>Yours</Menu.Label>}
        {items(own)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** How many tickets a view has; asked when the menu opens. */
function ViewCount({ view }: { view: InboxView }) {
  const { count } = useCount(view.filter);
  return <span className={classes.count}>{count === null ? '' : count.toLocaleString()}</span>;
}
