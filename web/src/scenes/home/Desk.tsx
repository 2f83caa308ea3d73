import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { refusalOfAnswer } from '../../client.js';
import { graphql } from '../../gql/index.js';
import { Blank } from '../../parts/Blank.js';
import { useSession } from '../../session.js';
import { ApiKeysSection } from '../api-keys/ApiKeysSection.js';
import { MembersSection } from '../members/MembersSection.js';
import { SessionsSection } from '../sessions/SessionsSection.js';
import classes from './Desk.module.css';
import { DeskWaiting } from './DeskWaiting.js';
import { Identity } from './Identity.js';
import { TopBar } from './TopBar.js';

const Desk_query = graphql(`
  query Desk {
    viewer {
      id
      permissions
      organization {
        id
        viewerCan
      }
      ...TopBar_viewer
      ...Identity_viewer
    }
  }
`);

interface DeskProps {
  readonly isChosen: boolean;
  readonly onChooseOrganization: (id: string | null) => void;
}

/** One person's place in one organization. */
export function Desk({ isChosen, onChooseOrganization }: DeskProps) {
  const { data, loading, error, refetch } = useQuery(Desk_query);
  const { refresh } = useSession();
  const viewer = data?.viewer;
  const isLost = !loading && !viewer;
  const showsKeys = viewer?.permissions.includes('apiKey.read') ?? false;
  const can = (verb: string) => viewer?.organization?.viewerCan.includes(verb) ?? false;

  // A chosen organization may have been left meanwhile, and a session may have ended: ask again without the choice, then anew.
  useEffect(() => {
    if (!isLost) return;
    if (isChosen) onChooseOrganization(null);
    else if (!error) void refresh();
  }, [isLost, isChosen, error, onChooseOrganization, refresh]);

  if (viewer) {
    return (
      <>
        <TopBar viewer={viewer} onChooseOrganization={onChooseOrganization} />
        <div className={classes.desk}>
          <nav className={classes.nav} aria-label="On this page">
            <a href="#overview">Overview</a>
            <a href="#members">Members</a>
            {showsKeys && <a href="#api-keys">API keys</a>}
            <a href="#sessions">Sessions</a>
          </nav>
          <main id="content" className={classes.main}>
            <Identity viewer={viewer} />
            <MembersSection mayInvite={can('memberInvite')} />
            {showsKeys && <ApiKeysSection permissions={viewer.permissions} mayCreate={can('apiKeyCreate')} />}
            <SessionsSection />
          </main>
        </div>
      </>
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
