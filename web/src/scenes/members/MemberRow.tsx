import { useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Face } from '../../parts/Face.js';
import { Moment } from '../../parts/Moment.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { pathOf } from '../../upload.js';
import { useVerb } from '../../useVerb.js';
import { ChangeRoleDialog } from './ChangeRoleDialog.js';
import { RemoveMemberDialog } from './RemoveMemberDialog.js';

const MemberRow_member = graphql(`
  fragment MemberRow_member on Member {
    id
    name
    email
    state
    joinedAt
    pictureUrl
    viewerCan
    role {
      id
      name
    }
    ...ChangeRoleDialog_member
    ...RemoveMemberDialog_member
  }
`);
const MemberRow_deactivate = graphql(`
  mutation MemberRow_deactivate($input: MemberDeactivateInput!) {
    memberDeactivate(input: $input) {
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
const MemberRow_reactivate = graphql(`
  mutation MemberRow_reactivate($input: MemberReactivateInput!) {
    memberReactivate(input: $input) {
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

interface MemberRowProps {
  readonly member: FragmentType<typeof MemberRow_member>;
  readonly isViewer: boolean;
}

/** One member, and what the viewer may do about them. */
export function MemberRow(props: MemberRowProps) {
  const member = read(MemberRow_member, props.member);
  const [dialog, setDialog] = useState<'role' | 'remove' | null>(null);
  const deactivate = useVerb(MemberRow_deactivate);
  const reactivate = useVerb(MemberRow_reactivate);
  const say = useToast();
  const { id, name, viewerCan } = member;
  const input = { input: { id } };
  const isActive = member.state === 'ACTIVE';
  const refusal = deactivate.refusal ?? reactivate.refusal;

  const handleDeactivate = async () => {
    if (await deactivate.run(input)) say(`${name} can no longer sign in here.`);
  };
  const handleReactivate = async () => {
    if (await reactivate.run(input)) say(`${name} is back.`);
  };

  return (
    <Row
      mark={<Face id={id} name={name} picture={member.pictureUrl && pathOf(member.pictureUrl)} />}
      title={name}
      tags={isActive ? props.isViewer && <Tag tone="good">You</Tag> : <Tag tone="warn">Deactivated</Tag>}
      isFaded={!isActive}
      detail={member.email}
      note={refusal && <RefusalNotice refusal={refusal} takesFocus />}
      facts={
        <>
          {member.role && <Tag>{member.role.name}</Tag>}
          <span>
            joined <Moment at={member.joinedAt} />
          </span>
        </>
      }
      action={
        <>
          <RowMenu
            label={`Actions for ${name}`}
            verbs={[
              viewerCan.includes('changeRole') && { label: 'Change role', onChoose: () => setDialog('role') },
              isActive && viewerCan.includes('deactivate') && { label: 'Deactivate', onChoose: () => void handleDeactivate() },
              !isActive && viewerCan.includes('reactivate') && { label: 'Reactivate', onChoose: () => void handleReactivate() },
              viewerCan.includes('remove') && { label: 'Remove', isGrave: true, onChoose: () => setDialog('remove') },
            ]}
          />
          {dialog === 'role' && <ChangeRoleDialog member={member} onClose={() => setDialog(null)} />}
          {dialog === 'remove' && <RemoveMemberDialog member={member} onClose={() => setDialog(null)} />}
        </>
      }
    />
  );
}
