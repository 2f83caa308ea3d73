import { useQuery } from '@apollo/client/react';
import { refusalOfAnswer } from '../../client.js';
import { graphql } from '../../gql/index.js';
import { More } from '../../parts/More.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Inset, Rows } from '../../parts/Section.js';
import { InvitationRow } from './InvitationRow.js';
import classes from './Invitations.module.css';

const Invitations_query = graphql(`
  query Invitations($after: String) {
    invitations(first: 25, after: $after) {
      nodes {
        id
        state
        ...InvitationRow_invitation
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Invitations nobody has answered yet; nothing when there are none. */
export function Invitations() {
  const { data, error, fetchMore } = useQuery(Invitations_query, { fetchPolicy: 'cache-and-network' });
  const waiting = data?.invitations?.nodes.filter(({ state }) => state === 'PENDING' || state === 'EXPIRED') ?? [];
  if (error && !data?.invitations) {
    return (
      <Inset>
        <RefusalNotice refusal={refusalOfAnswer(error)} />
      </Inset>
    );
  }
  if (!data?.invitations || waiting.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>Invited</h3>
      <Rows label="Invitations">
        {waiting.map(invitation => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </Rows>
      <More page={data.invitations.pageInfo} onMore={after => fetchMore({ variables: { after } })} />
    </>
  );
}
