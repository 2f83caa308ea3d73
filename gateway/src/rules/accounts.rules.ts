import type { GatewayContext } from '../context.js';
import { rule } from '../shield.js';
import { forbidden, unauthenticated } from './denial.js';
import { anyone, evenSuspended, may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** A person is asking, not an API key on their behalf. */
const inPerson = rule('inPerson', { cache: 'contextual' })((_parent, _args, { viewer }: GatewayContext) =>
  viewer === null ? unauthenticated() : viewer.credential !== 'API_KEY' || forbidden(),
);

/** A person is asking from a browser: a key or token that leaked must not see or end its maker's sessions. */
const inBrowser = rule('inBrowser', { cache: 'contextual' })((_parent, _args, { viewer }: GatewayContext) =>
  viewer === null ? unauthenticated() : viewer.credential === 'SESSION' || forbidden(),
);

/** Who may ask what of people, organizations, and what those may do. */
export const accountsRules = {
  Query: {
    viewer: anyone,
    organization: may('organization.read'),
    member: may('member.read'),
    members: may('member.read'),
    role: may('role.read'),
    roles: may('role.read'),
    permissions: may('role.read'),
    invitation: may('member.invite'),
    invitations: may('member.invite'),
    apiKey: may('apiKey.read'),
    apiKeys: may('apiKey.read'),
    savedQuery: may('savedQuery.read'),
    savedQueries: may('savedQuery.read'),
    sessions: inBrowser,
  },
  Mutation: {
    viewerRename: inPerson,
    organizationUpdate: may('organization.update'),
    memberPictureUploadStart: inPerson,
    memberPictureRemove: inPerson,
    memberInvite: may('member.invite'),
    memberChangeRole: may('member.changeRole'),
    memberDeactivate: may('member.deactivate'),
    memberReactivate: may('member.deactivate'),
    memberRemove: may('member.remove'),
    invitationResend: may('member.invite'),
    invitationRevoke: may('member.invite'),
    roleCreate: may('role.create'),
    roleUpdate: may('role.update'),
    roleDelete: may('role.delete'),
    apiKeyCreate: may('apiKey.create'),
    apiKeyRevoke: may('apiKey.revoke'),
    savedQueryCreate: may('savedQuery.create'),
    savedQueryUpdate: may('savedQuery.create'),
    savedQueryDelete: may('savedQuery.create'),
    sessionRevoke: evenSuspended(inBrowser),
    sessionRevokeOthers: evenSuspended(inBrowser),
  },

  Subscription: {
    memberChanged: may('member.read'),
    sessionRevoked: inBrowser,
  },

  Viewer: { '*': anyone },
  Membership: { '*': anyone },
  Organization: { '*': may('organization.read') },
  Member: { '*': may('member.read') },
  Role: { '*': may('role.read') },
  Permission: { '*': may('role.read') },
  Invitation: { '*': may('member.invite') },
  ApiKey: { '*': may('apiKey.read') },
  SavedQuery: { '*': may('savedQuery.read') },
  Session: { '*': inBrowser },
  SessionRevocation: { '*': inBrowser },

  MemberConnection: { '*': may('member.read') },
  MemberEdge: { '*': may('member.read') },
  InvitationConnection: { '*': may('member.invite') },
  InvitationEdge: { '*': may('member.invite') },
  ApiKeyConnection: { '*': may('apiKey.read') },
  ApiKeyEdge: { '*': may('apiKey.read') },
  SavedQueryConnection: { '*': may('savedQuery.read') },
  SavedQueryEdge: { '*': may('savedQuery.read') },
  PageInfo: { '*': signedIn },

  ViewerPayload: { '*': signedIn },
  OrganizationPayload: { '*': signedIn },
  MemberPayload: { '*': signedIn },
  RolePayload: { '*': signedIn },
  InvitationPayload: { '*': signedIn },
  ApiKeyPayload: { '*': signedIn },
  SavedQueryPayload: { '*': signedIn },
  SessionPayload: { '*': signedIn },
  UploadPayload: { '*': signedIn },
  Upload: { '*': signedIn },
  UploadHeader: { '*': signedIn },
  Refusal: { '*': signedIn },
} satisfies Rules;
