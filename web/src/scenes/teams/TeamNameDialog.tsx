import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';

const TeamNameDialog_team = graphql(`
  fragment TeamNameDialog_team on Team {
    id
    name
  }
`);
const TeamNameDialog_create = graphql(`
  mutation TeamNameDialog_create($input: TeamCreateInput!) {
    teamCreate(input: $input) {
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
const TeamNameDialog_rename = graphql(`
  mutation TeamNameDialog_rename($input: TeamRenameInput!) {
    teamRename(input: $input) {
      team {
        id
        name
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface TeamNameDialogProps {
  /** The team to rename; a new one unless given. */
  readonly team?: FragmentType<typeof TeamNameDialog_team>;
  readonly onClose: () => void;
}

/** Names a team, new or known. */
export function TeamNameDialog({ onClose, ...props }: TeamNameDialogProps) {
  const team = read(TeamNameDialog_team, props.team);
  const create = useVerb(TeamNameDialog_create, ['TeamsSection']);
  const rename = useVerb(TeamNameDialog_rename, ['TeamsSection']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const form = useForm({ name: filled('Name the team.') }, async values => {
    const name = values.name.trim();
    if (team) await rename.ask({ input: { id: team.id, name, idempotencyKey: keyFor({ name }) } });
    else await create.ask({ input: { name, idempotencyKey: keyFor({ name }) } });
    say(team ? `The team is called ${name} now.` : `The team ${name} is made.`);
    onClose();
  });
  return (
    <Dialog onClose={onClose} title={team ? `Rename the team ${team.name}` : 'Create a team'}>
      <Form form={form} verb={team ? 'Rename' : 'Create team'}>
        <TextInput {...form.field('name')} label="Name" defaultValue={team?.name} placeholder="Returns" maxLength={60} autoComplete="off" data-autofocus />
      </Form>
    </Dialog>
  );
}
