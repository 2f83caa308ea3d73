import type { Policy, Viewer } from '@deskgraph/kit';
import { holds } from '../permission/permission.policy.js';
import { MemberState, type Member } from './member.entity.js';

/** A member with the atoms their role holds: what the rules below compare. */
export interface Standing {
  readonly member: Member;
  readonly permissions: readonly string[];
}

const isActive = ({ member }: Standing): boolean => member.state === MemberState.ACTIVE;
const isSelf = (viewer: Viewer, { member }: Pick<Standing, 'member'>): boolean => member.id === viewer.memberId;

const inPerson = ({ credential, impersonatorId }: Viewer): boolean => (credential === 'SESSION' || credential === 'ACCESS_TOKEN') && impersonatorId === null;

/**
 * What may be done to a member, and by whom: nobody touches someone who holds atoms they lack. `read` has a twin in SQL:
 * `members().visible()`.
 */
export const memberPolicy = {
  read: (viewer, standing) => viewer.may('member.read') || isSelf(viewer, standing),
  readEmail: (viewer: Viewer, standing: Pick<Standing, 'member'>) => viewer.may('member.email.read') || (viewer.credential !== 'API_KEY' && isSelf(viewer, standing)),
  changePicture: (viewer, standing) => inPerson(viewer) && isSelf(viewer, standing),
  changeRole: (viewer, { permissions }) => viewer.may('member.changeRole') && holds(viewer, permissions),
  deactivate: (viewer, standing) =>
    viewer.may('member.deactivate') && holds(viewer, standing.permissions) && isActive(standing) && !isSelf(viewer, standing),
  reactivate: (viewer, standing) => viewer.may('member.deactivate') && holds(viewer, standing.permissions) && !isActive(standing),
  remove: (viewer, standing) => viewer.may('member.remove') && holds(viewer, standing.permissions) && !isSelf(viewer, standing),
} satisfies Policy<Standing>;
