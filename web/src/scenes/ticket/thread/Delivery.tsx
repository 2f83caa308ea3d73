import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { Flash } from '../../../parts/Flash.js';
import classes from './Message.module.css';

const states = {
  QUEUED: { words: 'Queued', Icon: IconClock },
  SENT: { words: 'Sent', Icon: IconCheck },
  FAILED: { words: 'Not sent', Icon: IconAlertTriangle },
  BOUNCED: { words: 'Came back', Icon: IconAlertTriangle },
} as const;

/** How far a reply is. */
export function Delivery({ state }: { state: keyof typeof states }) {
  const { words, Icon } = states[state];
  return (
    <span className={classes.delivery} data-state={state}>
      <Icon size={14} stroke={1.8} aria-hidden />
      <Flash value={state}>{words}</Flash>
    </span>
  );
}
