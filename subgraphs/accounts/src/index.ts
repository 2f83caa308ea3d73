import { defineSubgraph } from '@deskgraph/kit';
import { ApiKey } from './api-key/api-key.entity.js';
import { apiKeyById } from './api-key/api-key.loader.js';
import { ApiKeyResolver } from './api-key/api-key.resolver.js';
import { door } from './door.js';
import { files } from './files.js';
import { Invitation } from './invitation/invitation.entity.js';
import { invitationById } from './invitation/invitation.loader.js';
import { InvitationResolver } from './invitation/invitation.resolver.js';
import { jobs } from './jobs.js';
import { AccountMail } from './mail/mail.entity.js';
import { Member } from './member/member.entity.js';
import { memberById } from './member/member.loader.js';
import { MemberResolver } from './member/member.resolver.js';
import { Accounts0001 } from './migrations/0001-accounts.js';
import { Accounts0002 } from './migrations/0002-auth.js';
import { Accounts0003 } from './migrations/0003-pictures.js';
import { Accounts0004 } from './migrations/0004-orders.js';
import { Accounts0005 } from './migrations/0005-saved-queries.js';
import { Accounts0006 } from './migrations/0006-mail-again.js';
import { Organization } from './organization/organization.entity.js';
import { organizationById } from './organization/organization.loader.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { PermissionResolver } from './permission/permission.resolver.js';
import { permissions } from './permissions.js';
import { PictureResolver } from './picture/picture.resolver.js';
import { Role } from './role/role.entity.js';
import { roleById } from './role/role.loader.js';
import { RoleResolver } from './role/role.resolver.js';
import { SavedQuery } from './saved-query/saved-query.entity.js';
import { savedQueryById } from './saved-query/saved-query.loader.js';
import { SavedQueryResolver } from './saved-query/saved-query.resolver.js';
import { SessionResolver } from './session/session.resolver.js';
import { TokenFamily } from './token-family/token-family.entity.js';
import { ViewerResolver } from './viewer/viewer.resolver.js';

/** People, organizations, and what those may do. */
export const accounts = defineSubgraph({
  name: 'accounts',
  logins: ['accounts_auth'],
  entities: [ApiKey, Invitation, AccountMail, Member, Organization, Role, SavedQuery, TokenFamily],
  migrations: [Accounts0001, Accounts0002, Accounts0003, Accounts0004, Accounts0005, Accounts0006],
  resolvers: [
    ApiKeyResolver,
    InvitationResolver,
    MemberResolver,
    OrganizationResolver,
    PermissionResolver,
    PictureResolver,
    RoleResolver,
    SavedQueryResolver,
    SessionResolver,
    ViewerResolver,
  ],
  references: { ApiKey: apiKeyById, Invitation: invitationById, Member: memberById, Organization: organizationById, Role: roleById, SavedQuery: savedQueryById },
  permissions,
  jobs,
  files,
  door,
});

export { enlist, foundOrganization, organizationsOf, resume, suspend, type Founded } from './administration/administration.service.js';
export { create as createApiKey } from './api-key/api-key.service.js';
export { hashPassword } from './auth/auth.password.js';
export type { AccountsPorts } from './ports.js';
export { setupToken } from './setup/setup.service.js';
