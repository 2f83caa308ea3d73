import { useQuery } from '@apollo/client/react';
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { changesOf } from '../../changes.js';
import { anything, filled } from '../../checks.js';
import { refusalOfAnswer } from '../../client.js';
import { useViewer } from '../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { Waiting } from '../../parts/Waiting.js';
import { useVerb } from '../../useVerb.js';
import { ScopesField } from '../api-keys/ScopesField.js';

const RoleDialog_role = graphql(`
  fragment RoleDialog_role on Role {
    id
    name
    description
    permissions
  }
`);
const RoleDialog_query = graphql(`
  query RoleDialog {
    permissions {
      name
      description
    }
  }
`);
const RoleDialog_create = graphql(`
  mutation RoleDialog_create($input: RoleCreateInput!) {
    roleCreate(input: $input) {
      role {
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
const RoleDialog_update = graphql(`
  mutation RoleDialog_update($input: RoleUpdateInput!) {
    roleUpdate(input: $input) {
      role {
        id
        ...RoleRow_role
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface RoleDialogProps {
  /** The role to change or to copy; a new one unless given. */
  readonly role?: FragmentType<typeof RoleDialog_role>;
  readonly isCopy?: boolean;
  readonly onClose: () => void;
}

/** Makes a role, or changes one: its name, who it is for, and what it may do. One can give only what one may do oneself. Of a change, only what is other than before is sent. */
export function RoleDialog({ isCopy = false, onClose, ...props }: RoleDialogProps) {
  const [role] = useState(read(RoleDialog_role, props.role));
  const { permissions } = useViewer();
  const { data, error } = useQuery(RoleDialog_query);
  const create = useVerb(RoleDialog_create, ['RolesSection']);
  const update = useVerb(RoleDialog_update, ['Desk']);
  const [atoms, setAtoms] = useState<ReadonlySet<string>>(() => new Set(role?.permissions.filter(atom => !isCopy || permissions.includes(atom))));
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const isChange = role !== undefined && !isCopy;
  const rights = data?.permissions?.filter(({ name }) => permissions.includes(name) || atoms.has(name));

  const form = useForm({ name: filled('Name the role after who holds it.'), description: anything }, async values => {
    const input = { name: values.name.trim(), description: values.description.trim(), permissions: [...atoms].sort() };
    const changes = isChange && changesOf({ ...role, permissions: [...role.permissions].sort() }, input);
    if (!changes) {
      await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
      say(`The role ${input.name} is made.`);
    } else if (Object.keys(changes).length > 0) {
      await update.ask({ input: { id: role.id, ...changes } });
      say(`The role ${input.name} is changed, for everybody who holds it.`);
    }
    onClose();
  });

  return (
    <Dialog onClose={onClose} size="lg" title={isChange ? `Edit the role ${role.name}` : isCopy && role ? `Copy the role ${role.name}` : 'Create a role'}>
      <Form form={form} verb={isChange ? 'Save role' : 'Create role'}>
        <TextInput
          {...form.field('name')}
          {...{ label: 'Name', placeholder: 'Warehouse', maxLength: 60, autoComplete: 'off' }}
          defaultValue={isChange ? role.name : role ? `Copy of ${role.name}`.slice(0, 60) : ''}
          data-autofocus
        />
        <Textarea
          {...form.field('description')}
          {...{ label: 'Who it is for', maxLength: 300, autosize: true, minRows: 2, size: 'md' }}
          defaultValue={role?.description ?? ''}
        />
        {rights && <ScopesField rights={rights} chosen={atoms} isFaulty={false} onChoose={setAtoms} />}
        {!rights && error && <RefusalNotice refusal={refusalOfAnswer(error)} />}
        {!rights && !error && <Waiting label="Loading rights" rows={6} height={36} />}
      </Form>
    </Dialog>
  );
}
