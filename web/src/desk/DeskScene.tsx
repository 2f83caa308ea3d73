import { ApolloProvider } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { isSetupNeeded } from '../auth.js';
import { openClient } from '../client.js';
import { openSocket } from '../live/socket.js';
import { signInPath } from '../next.js';
import { chooseOrganization, chosenOrganization } from '../organization.js';
import { Blank } from '../parts/Blank.js';
import { ToastProvider } from '../parts/Toast.js';
import { useAnswer } from '../parts/useAnswer.js';
import { useSession } from '../session.js';
import { Desk } from './Desk.js';
import { DeskWaiting } from './DeskWaiting.js';

/** The desk of who is signed in; everybody else is shown the way in. */
export function DeskScene() {
  const { now, refresh } = useSession();
  if (now.state === 'asking') return <DeskWaiting />;
  if (now.state === 'unknown') {
    return (
      <Blank
        title="Deskgraph does not answer"
        words={now.refusal.message}
        requestId={now.refusal.requestId}
        action={<Button onClick={() => void refresh()}>Try again</Button>}
      />
    );
  }
  return now.answer.session ? <SignedIn personId={now.answer.session.user.id} /> : <WayIn />;
}

function SignedIn({ personId }: { personId: string }) {
  const { refresh } = useSession();
  const [organizationId, setOrganizationId] = useState(chosenOrganization);
  const { client, socket } = useMemo(() => {
    const onSignedOut = () => void refresh();
    const opened = openSocket(organizationId, onSignedOut);
    return { socket: opened, client: openClient({ organizationId, socket: opened, onSignedOut }) };
  }, [organizationId, refresh]);
  useEffect(() => () => client.stop(), [client]);
  const choose = useCallback((id: string | null) => {
    chooseOrganization(id);
    setOrganizationId(id);
  }, []);
  return (
    <ApolloProvider client={client} key={`${personId} ${organizationId}`}>
      <ToastProvider>
        <Desk socket={socket} onChooseOrganization={choose} isChosen={organizationId !== null} />
      </ToastProvider>
    </ApolloProvider>
  );
}

function WayIn() {
  const { pathname, search } = useLocation();
  const { now } = useAnswer(useCallback(() => isSetupNeeded(), []));
  if (now.state === 'asking') return <DeskWaiting />;
  const isEmptyHouse = now.state === 'known' && now.answer;
  return <Navigate to={isEmptyHouse ? '/setup' : signInPath(pathname + search)} replace />;
}
