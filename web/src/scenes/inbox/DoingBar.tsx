import { Button, CloseButton, Progress } from '@mantine/core';
import { useActions } from '../../actions.js';
import { RequestId } from '../../parts/Notice.js';
import { saying } from './deeds.js';
import classes from './Bars.module.css';
import type { Doing } from './useDeeds.js';

interface DoingBarProps {
  readonly doing: Doing;
  readonly onTakeBack: () => void;
  readonly onForget: () => void;
}

/** What is being done to tickets, what came of it, and the way back. */
export function DoingBar({ doing, onTakeBack, onForget }: DoingBarProps) {
  const { deed, total, done, failed, refused, back, isTakingBack } = doing;
  const isOver = done === total;
  const yes = total - failed;
  const mayTakeBack = isOver && !isTakingBack && back.length > 0;
  useActions(mayTakeBack ? [{ id: 'inbox.undo', label: 'Take the last change back', group: 'Tickets', keys: 'Shift+Z', run: onTakeBack }] : []);
  const words = !isOver ? `${String(done)} of ${String(total)} done` : yes === 0 ? 'Nothing was changed' : isTakingBack ? 'Taken back' : saying(deed, yes);
  return (
    <div className={classes.doing} data-bad={refused.length > 0}>
      <div className={classes.line}>
        <span role="status">{words}.</span>
        {mayTakeBack && (
          <Button variant="subtle" size="compact-sm" onClick={onTakeBack}>
            Undo
          </Button>
        )}
        {isOver && <CloseButton size={24} aria-label="Dismiss" onClick={onForget} />}
      </div>
      {!isOver && total > 1 && <Progress value={(done / total) * 100} size={4} aria-label="How much is done" />}
      {refused.length > 0 && (
        <ul role="alert" className={classes.refused}>
          {refused.map(({ number, refusal }) => (
            <li key={number}>
              Ticket {number}: {refusal.message} <RequestId id={refusal.requestId} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
