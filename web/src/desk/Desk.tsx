import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { Outlet } from 'react-router';
import { refusalOfAnswer } from '../client.js';
import { graphql } from '../gql/index.js';
import { listenForKeys } from '../keys.js';
import type { LiveSocket } from '../live/socket.js';
import { SocketContext } from '../live/useSocketState.js';
import { Blank } from '../parts/Blank.js';
import { useSession } from '../session.js';
import classes from './Desk.module.css';
import { DeskWaiting } from './DeskWaiting.js';
import { KeySheet } from './KeySheet.js';
import { LiveBar } from './LiveBar.js';
import { Palette } from './Palette.js';
import { Rail } from './Rail.js';
import { type DeskViewer, ViewerContext } from './viewer.js';

const Desk_query = graphql(`
  query Desk {
    viewer {
      id
      name
      permissions
      member {
        id
      }
      organization {
        id
        viewerCan
      }
      ...Rail_viewer
    }
  }
`);

interface DeskProps {
  readonly socket: LiveSocket;
  readonly isChosen: boolean;
  readonly onChooseOrganization: (id: string | null) => void;
}

/** One person's desk in one organization: the rail, the page, and what is said about the line to the house. */
export function Desk({ socket, isChosen, onChooseOrganization }: DeskProps) {
  const { data, loading, error, refetch } = useQuery(Desk_query);
  const { refresh } = useSession();
  const asked = data?.viewer;
  const isLost = !loading && !asked;
  const viewer = useMemo((): DeskViewer | null => {
    if (!asked) return null;
    const { id, name, permissions, member, organization } = asked;
    return {
      ...{ id, name, permissions, memberId: member?.id ?? null, organizationId: organization?.id ?? null },
      may: atom => permissions.includes(atom),
      can: verb => organization?.viewerCan.includes(verb) ?? false,
    };
  }, [asked]);

  // A chosen organization may have been left meanwhile, and a session may have ended: ask again without the choice, then anew.
  useEffect(() => {
    if (!isLost) return;
    if (isChosen) onChooseOrganization(null);
    else if (!error) void refresh();
  }, [isLost, isChosen, error, onChooseOrganization, refresh]);
  useEffect(() => listenForKeys(window), []);

  if (asked && viewer) {
    return (
      <ViewerContext value={viewer}>
        <div className={classes.desk} data-desk>
          <Rail viewer={asked} onChooseOrganization={onChooseOrganization} />
          <div className={classes.page}>
            <LiveBar socket={socket} />
            <SocketContext value={socket}>
              <Outlet />
            </SocketContext>
          </div>
        </div>
        <KeySheet />
        <Palette />
      </ViewerContext>
    );
  }
  if (error && !isChosen) {
    const refusal = refusalOfAnswer(error);
    return (
      <Blank
        title="Your desk did not open"
        words={refusal.message}
        requestId={refusal.requestId}
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  }
  return <DeskWaiting />;
}
