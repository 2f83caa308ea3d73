import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Face } from '../../parts/Face.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { useToast } from '../../parts/Toast.js';
import { pathOf } from '../../upload.js';
import { useVerb } from '../../useVerb.js';
import classes from './TeamPeople.module.css';

const TeamPeople_team = graphql(`
  fragment TeamPeople_team on Team {
    id
    name
    viewerCan
    members {
      id
      name
      pictureUrl
    }
  }
`);
const TeamPeople_remove = graphql(`
  mutation TeamPeople_remove($input: TeamMemberInput!) {
    teamRemoveMember(input: $input) {
      team {
        id
        ...TeamRow_team
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** Who is in a team; whoever may, takes them out here. */
export function TeamPeople(props: { team: FragmentType<typeof TeamPeople_team> }) {
  const { id, name, members, viewerCan } = read(TeamPeople_team, props.team);
  const remove = useVerb(TeamPeople_remove);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const takeOut = async (member: { id: string; name: string }) => {
    const input = { id, memberId: member.id };
    if (await remove.run({ input: { ...input, idempotencyKey: keyFor({ ...input, of: members.length }) } })) say(`${member.name} is no longer in ${name}.`);
  };
  if (members.length === 0) return <span className={classes.none}>Nobody is in it yet.</span>;
  return (
    <>
      <ul className={classes.people} aria-label={`Members of ${name}`}>
        {members.map(member => (
          <li key={member.id} className={classes.person}>
            <Face id={member.id} name={member.name} picture={member.pictureUrl && pathOf(member.pictureUrl)} size={20} />
            <span className={classes.name}>{member.name}</span>
            {viewerCan.includes('removeMember') && (
              <ActionIcon
                {...{ variant: 'subtle', color: 'gray', size: 24, radius: 'xl', disabled: remove.busy }}
                aria-label={`Take ${member.name} out of ${name}`}
                onClick={() => void takeOut(member)}
              >
                <IconX size={13} stroke={1.9} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {remove.refusal && <RefusalNotice refusal={remove.refusal} takesFocus />}
    </>
  );
}
