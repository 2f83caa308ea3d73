import { defineSubgraph } from '@deskgraph/kit';
import { ApiKey } from './api-key/api-key.entity.js';
import { door } from './door.js';
import { Invitation } from './invitation/invitation.entity.js';
import { jobs } from './jobs.js';
import { AccountMail } from './mail/mail.entity.js';
import { Member } from './member/member.entity.js';
import { Accounts0001 } from './migrations/0001-accounts.js';
import { Accounts0002 } from './migrations/0002-auth.js';
import { Organization } from './organization/organization.entity.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { Role } from './role/role.entity.js';
import { SessionResolver } from './session/session.resolver.js';
import { TokenFamily } from './token-family/token-family.entity.js';

/** People, organizations, and what those may do. */
export const accounts = defineSubgraph({
  name: 'accounts',
  logins: ['accounts_auth'],
  entities: [ApiKey, Invitation, AccountMail, Member, Organization, Role, TokenFamily],
  migrations: [Accounts0001, Accounts0002],
  resolvers: [OrganizationResolver, SessionResolver],
  references: {},
  permissions: {},
  jobs,
  door,
});

export { foundOrganization, resume, suspend, type Founded } from './administration/administration.service.js';
export type { AccountsPorts } from './ports.js';
export { setupToken } from './setup/setup.service.js';
