import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LiveSocket } from '../live/socket.js';
import { watchVersion } from '../live/version.js';
import { Moment } from '../parts/Moment.js';
import classes from './Desk.module.css';

/** How long a break may be before it is worth a word. */
const patienceMs = 1500;

/** Says that the line to the house is down and since when, and that there is a new version; nothing otherwise. Everything shown is asked again when it is back. */
export function LiveBar({ socket }: { socket: LiveSocket }) {
  const client = useApolloClient();
  const now = useSyncExternalStore(socket.watch, socket.now);
  const [isLong, setIsLong] = useState(false);
  const [isOld, setIsOld] = useState(false);
  const wasLost = useRef(false);
  const { state } = now;

  useEffect(() => watchVersion(() => setIsOld(true)), []);
  useEffect(() => {
    if (state === 'lost') {
      wasLost.current = true;
      const timer = setTimeout(() => setIsLong(true), patienceMs);
      return () => clearTimeout(timer);
    }
    setIsLong(false);
    if (state === 'open' && wasLost.current) {
      wasLost.current = false;
      void client.refetchQueries({ include: 'active' });
    }
    return undefined;
  }, [client, state]);

  return (
    <div role="status">
      {now.state === 'lost' && isLong && (
        <div className={classes.bar}>
          <span>
            No connection since <Moment at={new Date(now.since).toISOString()} />. What you see may be out of date; what you write is kept here.
          </span>
        </div>
      )}
      {isOld && (
        <div className={classes.bar} data-tone="good">
          <span>There is a new version. What you have written is kept.</span>
          <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
            Load it
          </Button>
        </div>
      )}
    </div>
  );
}
