import type { Policy, Viewer } from '@deskgraph/kit';
import type { Organization } from './organization.entity.js';

const inside = (viewer: Viewer, organization: Organization): boolean => viewer.organizationId === organization.organizationId;

/** What may be done to an organization and added to it, and by whom. `read` has a twin in SQL: `organizations().visible()`. */
export const organizationPolicy = {
  read: (viewer, organization) => viewer.may('organization.read') && inside(viewer, organization),
  update: (viewer, organization) => viewer.may('organization.update') && inside(viewer, organization),
  memberInvite: (viewer, organization) => viewer.may('member.invite') && inside(viewer, organization),
  roleCreate: (viewer, organization) => viewer.may('role.create') && inside(viewer, organization),
  apiKeyCreate: (viewer, organization) => viewer.may('apiKey.create') && inside(viewer, organization),
} satisfies Policy<Organization>;
