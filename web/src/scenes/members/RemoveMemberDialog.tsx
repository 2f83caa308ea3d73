import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';

const RemoveMemberDialog_member = graphql(`
  fragment RemoveMemberDialog_member on Member {
    id
    name
  }
`);
const RemoveMemberDialog_remove = graphql(`
  mutation RemoveMemberDialog_remove($input: MemberRemoveInput!) {
    memberRemove(input: $input) {
      member {
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

interface RemoveMemberDialogProps {
  readonly member: FragmentType<typeof RemoveMemberDialog_member>;
  readonly onClose: () => void;
}

/** Ends a membership, after asking. */
export function RemoveMemberDialog(props: RemoveMemberDialogProps) {
  const { id, name } = read(RemoveMemberDialog_member, props.member);
  const remove = useVerb(RemoveMemberDialog_remove, ['MembersSection']);
  const say = useToast();
  const handleConfirm = async () => {
    if (!(await remove.run({ input: { id } }))) return;
    say(`${name} is removed.`);
    props.onClose();
  };
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      words="They lose access to this organization at once. What they did here stays. To come back they need a new invitation."
      verb="Remove"
      busy={remove.busy}
      refusal={remove.refusal}
      onConfirm={() => void handleConfirm()}
      onClose={props.onClose}
    />
  );
}
