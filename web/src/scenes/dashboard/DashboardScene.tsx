import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useActions } from '../../actions.js';
import { useViewer } from '../../desk/viewer.js';
import { Page } from '../../parts/Page.js';
import { Empty } from '../../parts/Section.js';
import { zoneOf } from '../../zone.js';
import { CallBoard } from './CallBoard.js';
import classes from './Dashboard.module.css';
import { OrderBoard } from './OrderBoard.js';
import { TicketBoard } from './TicketBoard.js';
import { spanOf } from './time.js';
import { useTime } from './useFigures.js';
import { Wall } from './Wall.js';

const choices = [
  { value: 'today', label: 'Today' },
  { value: '7', label: '7 days' },
  { value: '28', label: '28 days' },
  { value: '90', label: '90 days' },
];
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')];

/** How things go: tickets, orders and calls in numbers, over days of a time zone that the address names. */
export function DashboardScene() {
  const { may } = useViewer();
  const [params, setParams] = useSearchParams();
  const [span, zone, isWall] = [spanOf(params.get('span')), zoneOf(params.get('zone')), params.has('wall')];
  const time = useTime(span, zone);
  const set = (key: string, value: string | null) =>
    setParams(
      now => {
        if (value === null) now.delete(key);
        else now.set(key, value);
        return now;
      },
      { replace: true },
    );
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    set('wall', null);
  };
  const hang = () => {
    set('wall', '1');
    void document.documentElement.requestFullscreen().catch(() => undefined); // the window does where the screen is not given
  };
  useFullscreenEnd(() => set('wall', null));
  useActions([
    { id: 'wall', label: isWall ? 'Leave the wall' : 'Show as a wall', group: 'Here', keys: 'w', run: isWall ? leave : hang },
    ...(isWall ? [{ id: 'wall-leave', label: 'Leave the wall', group: 'Here', keys: 'Escape', isKeyOnly: true, run: leave }] : []),
    ...choices.map(({ value, label }) => ({ id: `span-${value}`, label: `Show ${label.toLowerCase()}`, group: 'Here', run: () => set('span', value) })),
  ]);
  if (isWall) return <Wall time={time} onLeave={leave} />;

  const boards = [
    may('ticketFigures.read') && <TicketBoard key="tickets" time={time} />,
    may('orderFigures.read') && <OrderBoard key="orders" time={time} />,
    may('callFigures.read') && <CallBoard key="calls" time={time} />,
  ].filter(Boolean);
  return (
    <Page
      title="Dashboard"
      lead="Numbers as they are now. Most lead to the rows behind them."
      action={
        <Button variant="default" leftSection={<IconDeviceTv size={16} stroke={1.7} aria-hidden />} onClick={hang}>
          Wall
        </Button>
      }
      tools={
        <>
          <SegmentedControl data={choices} value={span} onChange={value => set('span', value)} aria-label="Time" />
          <NativeSelect
            aria-label="Time zone"
            size="sm"
            className={classes.zone ?? ''}
            data={zones.includes(zone) ? zones : [zone, ...zones]}
            value={zone}
            onChange={({ currentTarget }) => set('zone', currentTarget.value)}
          />
        </>
      }
    >
      {boards.length > 0 ? boards : <Empty title="Your role does not show figures" words="An owner or administrator of this organization can change that." />}
    </Page>
  );
}

/** Calls back when the browser gives the screen back. */
function useFullscreenEnd(onEnd: () => void): void {
  useEffect(() => {
    const look = () => {
      if (!document.fullscreenElement) onEnd();
    };
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  });
}
