import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconDots } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { TicketFilter, TicketOrder } from '../../gql/graphql.js';
import { orderName, orders } from './filter.js';
import type { Afterwards, Preferences } from './preferences.js';
import type { InboxView } from './useViews.js';
import { ChangeViewDialog, DeleteViewDialog, RenameViewDialog, type ViewChange } from './ViewDialog.js';

const check = <IconCheck size={16} stroke={1.8} aria-hidden />;
const afterwards: readonly { readonly value: Afterwards; readonly label: string }[] = [
  { value: 'next', label: 'Open the next' },
  { value: 'back', label: 'Go back to the list' },
  { value: 'stay', label: 'Stay' },
];

interface ViewOptionsProps {
  readonly view: InboxView | null;
  /** The list as it is narrowed now, and in which order. */
  readonly filter: TicketFilter;
  readonly orderBy: TicketOrder;
  readonly isNarrowed: boolean;
  readonly preferences: Preferences;
  readonly onPrefer: (change: Partial<Preferences>) => void;
  readonly onOrder: (name: string) => void;
  readonly onGone: () => void;
}

/** How the list is read, and what can be done to a kept view. */
export function ViewOptions({ view, filter, orderBy, isNarrowed, preferences, onPrefer, onOrder, onGone }: ViewOptionsProps) {
  const [dialog, setDialog] = useState<'rename' | 'delete' | ViewChange | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { isShared = false, viewerCan = [] } = view?.saved ?? {};
  const open = (next: typeof dialog) => {
    button.current?.focus(); // a dialog gives the focus back to where it was, and the item will be gone
    setDialog(next);
  };
  const close = () => setDialog(null);
  const share: ViewChange = isShared
    ? { isShared: false, title: `Take ${view?.name ?? ''} back?`, words: 'Nobody but you will see it.', verb: 'Take back', done: 'Only you see it now.' }
    : { isShared: true, title: `Share ${view?.name ?? ''}?`, words: 'Everybody who sees tickets will see it, and managers may change it.', verb: 'Share', done: 'Everybody sees it now.' };
  const narrow: ViewChange = { filter, orderBy, title: `Change ${view?.name ?? ''}?`, words: 'It will show what the list shows now.', verb: 'Change view', done: 'The view is changed.' };

  return (
    <>
      <Menu width={230} position="bottom-end">
        <Menu.Target>
          <ActionIcon ref={button} variant="subtle" color="gray" size={32} aria-label="Options of the list">
            <IconDots size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown aria-label="Options of the list" mah="80vh" style={{ overflowY: 'auto' }}>
          {viewerCan.length > 0 && (
            <>
              <Menu.Label>This view</Menu.Label>
              {viewerCan.includes('update') && <Menu.Item onClick={() => open('rename')}>Rename</Menu.Item>}
              {viewerCan.includes('update') && isNarrowed && <Menu.Item onClick={() => open(narrow)}>Keep what is narrowed</Menu.Item>}
              {viewerCan.includes('share') && viewerCan.includes('update') && <Menu.Item onClick={() => open(share)}>{isShared ? 'Keep to myself' : 'Share with everyone'}</Menu.Item>}
              {viewerCan.includes('delete') && (
                <Menu.Item color="var(--dg-danger)" onClick={() => open('delete')}>
                  Delete
                </Menu.Item>
              )}
              <Menu.Divider />
            </>
          )}
          <Menu.Label>Order</Menu.Label>
          <Menu.RadioGroup value={orderName(orderBy)} onChange={onOrder}>
            {Object.entries(orders).map(([name, { label }]) => (
              <Menu.RadioItem key={name} value={name} checkIcon={check}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Label>Rows</Menu.Label>
          <Menu.RadioGroup value={preferences.isCompact ? 'compact' : 'comfortable'} onChange={value => onPrefer({ isCompact: value === 'compact' })}>
            <Menu.RadioItem value="comfortable" checkIcon={check}>
              Comfortable
            </Menu.RadioItem>
            <Menu.RadioItem value="compact" checkIcon={check}>
              Compact
            </Menu.RadioItem>
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Label>After resolving</Menu.Label>
          <Menu.RadioGroup value={preferences.afterwards} onChange={value => onPrefer({ afterwards: value as Afterwards })}>
            {afterwards.map(({ value, label }) => (
              <Menu.RadioItem key={value} value={value} checkIcon={check}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      {view && dialog === 'rename' && <RenameViewDialog view={view} onClose={close} />}
      {view && dialog === 'delete' && <DeleteViewDialog view={view} onGone={onGone} onClose={close} />}
      {view && dialog !== null && typeof dialog === 'object' && <ChangeViewDialog view={view} change={dialog} onClose={close} />}
    </>
  );
}
