import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { graphql } from '../../gql/index.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import { Inset, Rows, Section } from '../../parts/Section.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { SessionRow } from './SessionRow.js';

const SessionsSection_query = graphql(`
  query SessionsSection {
    sessions {
      id
      current
      ...SessionRow_session
    }
  }
`);
const SessionsSection_revokeOthers = graphql(`
  mutation SessionsSection_revokeOthers {
    sessionRevokeOthers {
      session {
        id
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** Where the viewer is signed in. */
export function SessionsSection() {
  const { data, loading, error, refetch } = useQuery(SessionsSection_query, { fetchPolicy: 'cache-and-network' });
  const revokeOthers = useVerb(SessionsSection_revokeOthers, ['SessionsSection']);
  const say = useToast();
  const handleRevoke = async () => {
    if (await revokeOthers.run({})) say('You are signed out everywhere else.');
  };
  const hasOthers = data?.sessions?.some(session => !session.current) ?? false;
  return (
    <Section
      id="sessions"
      title="Sessions"
      lead="Where you are signed in. End what you do not recognise."
      action={
        hasOthers && (
          <Button variant="default" loading={revokeOthers.busy} onClick={() => void handleRevoke()}>
            End all others
          </Button>
        )
      }
    >
      {revokeOthers.refusal && (
        <Inset>
          <RefusalNotice refusal={revokeOthers.refusal} takesFocus />
        </Inset>
      )}
      <Outcome what="sessions" rows={data?.sessions} loading={loading} error={error} onRetry={() => void refetch()}>
        {sessions => (
          <Rows label="Sessions">
            {sessions.map(session => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Rows>
        )}
      </Outcome>
    </Section>
  );
}
