import { filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { RoleSelect } from './RoleSelect.js';

const ChangeRoleDialog_member = graphql(`
  fragment ChangeRoleDialog_member on Member {
    id
    name
    role {
      id
    }
  }
`);
const ChangeRoleDialog_changeRole = graphql(`
  mutation ChangeRoleDialog_changeRole($input: MemberChangeRoleInput!) {
    memberChangeRole(input: $input) {
      member {
        id
        ...MemberRow_member
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface ChangeRoleDialogProps {
  readonly member: FragmentType<typeof ChangeRoleDialog_member>;
  readonly onClose: () => void;
}

/** Gives a member another role. */
export function ChangeRoleDialog(props: ChangeRoleDialogProps) {
  const { id, name, role } = read(ChangeRoleDialog_member, props.member);
  const changeRole = useVerb(ChangeRoleDialog_changeRole, ['Desk']);
  const say = useToast();
  const form = useForm({ roleId: filled('Choose a role.') }, async ({ roleId }) => {
    await changeRole.ask({ input: { id, roleId } });
    say(`${name} has another role now.`);
    props.onClose();
  });
  return (
    <Dialog onClose={props.onClose} title={`Change the role of ${name}`}>
      <Form form={form} verb="Change role">
        <RoleSelect {...form.field('roleId')} initial={role?.id} />
      </Form>
    </Dialog>
  );
}
