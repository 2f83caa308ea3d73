import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { chooseOrganization, chosenOrganization } from '../organization.js';
import { signInPath } from '../next.js';
import { Blank } from '../parts/Blank.js';
import { Waiting } from '../parts/Waiting.js';
import { useSession } from '../session.js';
import type { Credential } from './ask.js';
import { Bench } from './Bench.js';
import { KeyDialog } from './KeyDialog.js';
import { holderOf } from './storage.js';

/** Asks the graph by hand: as the signed-in person, or with a key that stays in memory. */
export function PlaygroundScene() {
  const { now, refresh } = useSession();
  const [key, setKey] = useState<string | null>(null);
  const [organizationId, setOrganizationId] = useState(chosenOrganization);
  const [isAskingKey, setIsAskingKey] = useState(false);
  const choose = useCallback((id: string | null) => {
    chooseOrganization(id);
    setOrganizationId(id);
  }, []);

  if (now.state === 'asking') {
    return (
      <main id="content" style={{ padding: 24 }}>
        <Waiting label="Loading" rows={2} height={24} />
      </main>
    );
  }
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

  const { session } = now.answer;
  const credential: Credential | null = key !== null ? { kind: 'key', key } : session ? { kind: 'session', organizationId } : null;
  const person = key !== null ? holderOf(key) : (session?.user.id ?? 'nobody');
  return (
    <>
      {credential === null ? (
        <Blank
          title="The playground knows whom it answers"
          words="Sign in to ask with the rights of your role, or paste an API key to ask as a program would."
          action={
            <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', justifyContent: 'center' }}>
              <Button component="a" href={signInPath(window.location.pathname + window.location.search)}>
                Sign in
              </Button>
              <Button variant="default" onClick={() => setIsAskingKey(true)}>
                Use an API key
              </Button>
            </div>
          }
        />
      ) : (
        <Bench
          key={`${key ?? person} ${organizationId}`}
          credential={credential}
          person={person}
          onChooseOrganization={choose}
          onAskKey={() => setIsAskingKey(true)}
          onForgetKey={key !== null ? () => setKey(null) : undefined}
        />
      )}
      {isAskingKey && (
        <KeyDialog
          onClose={() => setIsAskingKey(false)}
          onKey={accepted => {
            setKey(accepted);
            setIsAskingKey(false);
          }}
        />
      )}
    </>
  );
}
