import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconKey, IconUserCircle } from '@tabler/icons-react';
import { OrganizationMenu } from '../parts/OrganizationMenu.js';
import { Tag } from '../parts/Tag.js';
import { ThemeToggle } from '../parts/ThemeToggle.js';
import { Wordmark } from '../parts/Wordmark.js';
import type { Asker } from './asker.js';

interface BarProps {
  readonly asker: Asker;
  readonly isKey: boolean;
  readonly onChooseOrganization: (id: string) => void;
  readonly onAskKey: () => void;
  readonly onForgetKey: (() => void) | undefined;
}

/** As whom, in which organization and in which role one asks. */
export function Bar({ asker, isKey, onChooseOrganization, onAskKey, onForgetKey }: BarProps) {
  const Icon = isKey ? IconKey : IconUserCircle;
  return (
    <header className="playground-bar">
      <a href="/" aria-label="Deskgraph, home" className="playground-home">
        <Wordmark />
      </a>
      <span className="playground-here">Playground</span>
      <div className="playground-where">
        <OrganizationMenu
          current={asker.organization}
          memberships={isKey ? [] : asker.memberships}
          onChoose={onChooseOrganization}
        />
        {asker.role && <Tag tone="accent">{asker.role.name}</Tag>}
      </div>
      <span className="playground-grow" />
      <Menu width={240}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            className="playground-as"
            leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
            rightSection={<IconChevronDown size={14} stroke={1.7} aria-hidden />}
          >
            {isKey ? 'API key' : asker.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Ask as">
          <Menu.Label>{isKey ? `Key of ${asker.name}` : 'Asking with your session'}</Menu.Label>
          <Menu.Item leftSection={<IconKey size={16} stroke={1.6} aria-hidden />} onClick={onAskKey}>
            {isKey ? 'Use another API key' : 'Use an API key'}
          </Menu.Item>
          {onForgetKey && (
            <Menu.Item leftSection={<IconUserCircle size={16} stroke={1.6} aria-hidden />} onClick={onForgetKey}>
              Forget this key
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ThemeToggle />
    </header>
  );
}
