import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../../gql/index.js';
import { More } from '../../parts/More.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Rows, Section } from '../../parts/Section.js';
import { Invitations } from './Invitations.js';
import { InviteDialog } from './InviteDialog.js';
import { MemberRow } from './MemberRow.js';

const MembersSection_query = graphql(`
  query MembersSection($after: String) {
    viewer {
      id
      member {
        id
      }
    }
    members(first: 25, after: $after) {
      totalCount
      nodes {
        id
        ...MemberRow_member
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Who works here, and who is invited to. */
export function MembersSection({ mayInvite }: { mayInvite: boolean }) {
  const { data, loading, error, refetch, fetchMore } = useQuery(MembersSection_query, { fetchPolicy: 'cache-and-network' });
  const [isInviting, setIsInviting] = useState(false);
  const count = data?.members?.totalCount;
  return (
    <Section
      id="members"
      title="Members"
      lead={`${count === undefined ? 'Who works' : count === 1 ? 'One person works' : `${count} people work`} in this organization.`}
      action={
        mayInvite && (
          <Button leftSection={<IconUserPlus size={16} stroke={1.7} aria-hidden />} onClick={() => setIsInviting(true)}>
            Invite
          </Button>
        )
      }
    >
      <Outcome what="members" rows={data?.members} loading={loading} error={error} onRetry={() => void refetch()}>
        {({ nodes, pageInfo }) => (
          <>
            {nodes.length === 0 && <Empty title="Nobody here yet" words="Invite the people you work with." />}
            <Rows label="Members">
              {nodes.map(member => (
                <MemberRow key={member.id} member={member} isViewer={member.id === data?.viewer?.member?.id} />
              ))}
            </Rows>
            <More page={pageInfo} onMore={after => fetchMore({ variables: { after } })} />
            {mayInvite && <Invitations />}
          </>
        )}
      </Outcome>
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
    </Section>
  );
}
