import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Row } from '../../parts/Section.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { TeamNameDialog } from './TeamNameDialog.js';
import { TeamPeople } from './TeamPeople.js';
import { TeamPeopleDialog } from './TeamPeopleDialog.js';

const TeamRow_team = graphql(`
  fragment TeamRow_team on Team {
    id
    name
    viewerCan
    members {
      id
    }
    ...TeamNameDialog_team
    ...TeamPeople_team
    ...TeamPeopleDialog_team
  }
`);
const TeamRow_delete = graphql(`
  mutation TeamRow_delete($input: TeamDeleteInput!) {
    teamDelete(input: $input) {
      team {
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

/** One team, and who is in it. */
export function TeamRow(props: { team: FragmentType<typeof TeamRow_team> }) {
  const team = read(TeamRow_team, props.team);
  const { id, name, members, viewerCan } = team;
  const [dialog, setDialog] = useState<'rename' | 'people' | 'delete' | null>(null);
  const remove = useVerb(TeamRow_delete, ['TeamsSection']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const close = () => setDialog(null);
  const handleDelete = async () => {
    if (!(await remove.run({ input: { id, idempotencyKey: keyFor({ id }) } }))) return;
    say(`The team ${name} is deleted.`);
    close();
  };

  return (
    <Row
      title={name}
      facts={<span>{members.length === 1 ? '1 member' : `${members.length} members`}</span>}
      note={<TeamPeople team={team} />}
      action={
        <>
          <RowMenu
            label={`Actions for the team ${name}`}
            verbs={[
              viewerCan.includes('addMember') && { label: 'Add members', onChoose: () => setDialog('people') },
              viewerCan.includes('rename') && { label: 'Rename', onChoose: () => setDialog('rename') },
              viewerCan.includes('delete') && { label: 'Delete', isGrave: true, onChoose: () => setDialog('delete') },
            ]}
          />
          {dialog === 'rename' && <TeamNameDialog team={team} onClose={close} />}
          {dialog === 'people' && <TeamPeopleDialog team={team} onClose={close} />}
          {dialog === 'delete' && (
            <ConfirmDialog
              title={`Delete the team ${name}?`}
              words="Its members stay in the organization, and its tickets stay where they are, without a team."
              verb="Delete"
              busy={remove.busy}
              refusal={remove.refusal}
              onConfirm={() => void handleDelete()}
              onClose={close}
            />
          )}
        </>
      }
    />
  );
}
