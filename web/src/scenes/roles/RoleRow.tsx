import { useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { RoleDialog } from './RoleDialog.js';
import { RoleRights } from './RoleRights.js';

const RoleRow_role = graphql(`
  fragment RoleRow_role on Role {
    id
    name
    description
    builtIn
    permissions
    memberCount
    viewerCan
    ...RoleDialog_role
  }
`);
const RoleRow_delete = graphql(`
  mutation RoleRow_delete($input: RoleDeleteInput!) {
    roleDelete(input: $input) {
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

interface RoleRowProps {
  readonly role: FragmentType<typeof RoleRow_role>;
  /** What each right allows, by its name. */
  readonly words: ReadonlyMap<string, string>;
  readonly mayCopy: boolean;
}

/** One role: who it is for, how many hold it, and what it may do. */
export function RoleRow({ words, mayCopy, ...props }: RoleRowProps) {
  const role = read(RoleRow_role, props.role);
  const { id, name, memberCount, viewerCan } = role;
  const [dialog, setDialog] = useState<'edit' | 'copy' | 'delete' | null>(null);
  const remove = useVerb(RoleRow_delete, ['RolesSection']);
  const say = useToast();
  const close = () => setDialog(null);
  const handleDelete = async () => {
    if (!(await remove.run({ input: { id } }))) return;
    say(`The role ${name} is deleted.`);
    close();
  };
  const held = memberCount === 1 ? 'One person holds it' : `${memberCount} people hold it`;

  return (
    <Row
      title={name}
      tags={role.builtIn && <Tag>Built in</Tag>}
      detail={role.description}
      facts={<span>{memberCount === 1 ? '1 member' : `${memberCount} members`}</span>}
      note={<RoleRights atoms={role.permissions} words={words} />}
      action={
        <>
          <RowMenu
            label={`Actions for the role ${name}`}
            verbs={[
              viewerCan.includes('update') && { label: 'Edit', onChoose: () => setDialog('edit') },
              mayCopy && { label: 'Copy', onChoose: () => setDialog('copy') },
              viewerCan.includes('delete') && { label: 'Delete', isGrave: true, onChoose: () => setDialog('delete') },
            ]}
          />
          {dialog === 'edit' && <RoleDialog role={role} onClose={close} />}
          {dialog === 'copy' && <RoleDialog role={role} isCopy onClose={close} />}
          {dialog === 'delete' && (
            <ConfirmDialog
              title={`Delete the role ${name}?`}
              words={memberCount > 0 ? `${held}: give them another role first, under Members.` : 'Nobody holds it. It cannot be brought back.'}
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
