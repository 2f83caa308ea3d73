import { useQuery } from '@apollo/client/react';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Face } from '../../parts/Face.js';
import { More } from '../../parts/More.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Row, Rows } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { pathOf } from '../../upload.js';
import { useVerb } from '../../useVerb.js';
import classes from './TeamPeopleDialog.module.css';

const TeamPeopleDialog_team = graphql(`
  fragment TeamPeopleDialog_team on Team {
    id
    name
    members {
      id
    }
  }
`);
const TeamPeopleDialog_query = graphql(`
  query TeamPeopleDialog($filter: MemberFilter!, $after: String) {
    members(first: 10, after: $after, filter: $filter, orderBy: { field: NAME, direction: ASC }) {
      nodes {
        id
        name
        email
        pictureUrl
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const TeamPeopleDialog_add = graphql(`
  mutation TeamPeopleDialog_add($input: TeamMemberInput!) {
    teamAddMember(input: $input) {
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

interface TeamPeopleDialogProps {
  readonly team: FragmentType<typeof TeamPeopleDialog_team>;
  readonly onClose: () => void;
}

/** Finds members by name and puts them into a team, one after the other. */
export function TeamPeopleDialog({ onClose, ...props }: TeamPeopleDialogProps) {
  const { id, name, members } = read(TeamPeopleDialog_team, props.team);
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 250);
  const filter = { state: 'ACTIVE' as const, ...(search !== '' && { search }) };
  const { data, loading, error, refetch, fetchMore } = useQuery(TeamPeopleDialog_query, { variables: { filter } });
  const add = useVerb(TeamPeopleDialog_add);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const inside = new Set(members.map(member => member.id));
  const putIn = async (member: { id: string; name: string }) => {
    const input = { id, memberId: member.id };
    if (await add.run({ input: { ...input, idempotencyKey: keyFor({ ...input, of: members.length }) } })) say(`${member.name} is in ${name}.`);
  };

  return (
    <Dialog onClose={onClose} title={`Add members to ${name}`}>
      <div className={classes.body}>
        <TextInput
          {...{ label: 'Name or address', type: 'search', maxLength: 100, autoComplete: 'off', value: text }}
          onChange={event => setText(event.currentTarget.value)}
          data-autofocus
        />
        {add.refusal && <RefusalNotice refusal={add.refusal} takesFocus />}
        <div className={classes.list}>
          <Outcome what="members" rows={data?.members} loading={loading} error={error} onRetry={() => void refetch()}>
            {({ nodes, pageInfo }) => (
              <>
                {nodes.length === 0 && <Empty title="Nobody is called so" words="Only people who may sign in can be in a team." />}
                <Rows label="Members found">
                  {nodes.map(member => (
                    <Row
                      key={member.id}
                      mark={<Face id={member.id} name={member.name} picture={member.pictureUrl && pathOf(member.pictureUrl)} size={28} />}
                      title={member.name}
                      detail={member.email}
                      action={
                        inside.has(member.id) ? (
                          <Tag tone="good">In the team</Tag>
                        ) : (
                          <Button size="compact-sm" variant="default" disabled={add.busy} aria-label={`Add ${member.name}`} onClick={() => void putIn(member)}>
                            Add
                          </Button>
                        )
                      }
                    />
                  ))}
                </Rows>
                <More page={pageInfo} onMore={after => fetchMore({ variables: { after } })} />
              </>
            )}
          </Outcome>
        </div>
      </div>
    </Dialog>
  );
}
