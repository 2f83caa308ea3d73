import { defineSubgraph } from '@deskgraph/kit';
import { ApiKey } from './api-key/api-key.entity.js';
import { Invitation } from './invitation/invitation.entity.js';
import { AccountMail } from './mail/mail.entity.js';
import { Member } from './member/member.entity.js';
import { Accounts0001 } from './migrations/0001-accounts.js';
import { Organization } from './organization/organization.entity.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { Role } from './role/role.entity.js';
import { TokenFamily } from './token-family/token-family.entity.js';

/** People, organizations, and what those may do. */
export const accounts = defineSubgraph({
  name: 'accounts',
  logins: ['accounts_auth'],
  entities: [ApiKey, Invitation, AccountMail, Member, Organization, Role, TokenFamily],
  migrations: [Accounts0001],
  resolvers: [OrganizationResolver],
  references: {},
  permissions: {},
});
