import { customerExamples } from './examples/customers.js';
import { knowledgeExamples } from './knowledge-examples.js';
import { commerceExamples } from './examples/commerce.js';
import { figuresExamples } from './examples/figures.js';
import { ticketExamples } from './examples/tickets.js';

/** A question worth asking, for the roles that may ask it. */
export interface Example {
  readonly title: string;
  /** What one learns from the answer. */
  readonly about: string;
  /** The roles it suits; empty for everybody. */
  readonly roles: readonly string[];
  readonly query: string;
  readonly variables?: string;
}

const administering = ['owner', 'admin'];
const leading = ['owner', 'admin', 'manager'];

/** The examples the playground offers, from asking who one is to making a key. */
export const examples: readonly Example[] = [
  {
    title: 'Who am I',
    about: 'You, your role here, and what it allows.',
    roles: [],
    query: `query WhoAmI {
  viewer {
    id
    name
    email
    organization { id name state }
    role { key name }
    permissions
  }
}
`,
  },
  {
    title: 'Where I belong',
    about: 'Every organization you are a member of.',
    roles: [],
    query: `query MyOrganizations {
  viewer {
    memberships {
      current
      role
      organization { id name }
    }
  }
}
`,
  },
  {
    title: 'Where I am signed in',
    about: 'Your sessions; the current one is marked.',
    roles: [],
    query: `query MySessions {
  sessions {
    id
    current
    userAgent
    ipAddress
    lastSeenAt
    expiresAt
  }
}
`,
  },
  {
    title: 'Three questions at once',
    about: 'One request, answered from one graph; aliases keep two calls of one field apart.',
    roles: [],
    query: `query Overview {
  organization { name state }
  active: members(filter: { state: ACTIVE }, first: 5) { totalCount nodes { id name } }
  gone: members(filter: { state: DEACTIVATED }, first: 5) { totalCount nodes { id name } }
}
`,
  },
  {
    title: 'Who works here',
    about: 'Members page by page, with what you may do to each.',
    roles: [],
    query: `query Members($first: Int = 25, $after: String) {
  members(first: $first, after: $after) {
    totalCount
    nodes {
      id
      name
      email
      state
      joinedAt
      role { key name }
      viewerCan
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: '{\n  "first": 10\n}\n',
  },
  {
    title: 'A member, live',
    about: 'A frame whenever something about a member changes. Put the id of somebody under Variables, run, and rename them elsewhere.',
    roles: [],
    query: `subscription MemberLive($id: ID!, $after: String) {
  memberChanged(id: $id, after: $after) {
    id
    name
    state
    role { key name }
  }
}
`,
    variables: '{\n  "id": ""\n}\n',
  },
  {
    title: 'Roles and their rights',
    about: 'What each role may do, and how many hold it.',
    roles: [],
    query: `query Roles {
  roles {
    id
    key
    name
    description
    builtIn
    memberCount
    permissions
  }
}
`,
  },
  ...ticketExamples,
  ...figuresExamples,
  ...customerExamples,
  {
    title: 'Invite someone',
    about: 'Sends an invitation by mail. The idempotency key makes a repeated click harmless.',
    roles: administering,
    query: `mutation Invite($input: MemberInviteInput!) {
  memberInvite(input: $input) {
    invitation { id email state expiresAt role { name } }
    refusal { code message field }
  }
}
`,
    variables: `{
  "input": {
    "email": "new.colleague@example.com",
    "roleId": "take an id from Roles and their rights",
    "idempotencyKey": "first-invitation"
  }
}
`,
  },
  {
    title: 'Open invitations',
    about: 'Who was invited, by whom, and until when it counts.',
    roles: administering,
    query: `query Invitations {
  invitations(first: 25) {
    totalCount
    nodes {
      id
      email
      state
      expiresAt
      role { name }
      invitedBy { name }
    }
  }
}
`,
  },
  {
    title: 'API keys',
    about: 'Keys of this organization and when each was last used. Secrets cannot be asked for.',
    roles: administering,
    query: `query ApiKeys {
  apiKeys(first: 25) {
    nodes {
      id
      name
      prefix
      scopes
      lastUsedAt
      expiresAt
      revokedAt
      createdBy { name }
    }
  }
}
`,
  },
  {
    title: 'What could not be done',
    about: 'Dead jobs with why, and what you may do about them.',
    roles: leading,
    query: `query DeadJobs {
  jobs(filter: { states: [DEAD, RETRYING] }, first: 25) {
    totalCount
    nodes {
      id
      name
      state
      attempts
      reason
      createdAt
      viewerCan
    }
  }
}
`,
  },
  {
    title: 'Who did what',
    about: 'The audit trail, the newest first; its filter takes a verb or a whole noun.',
    roles: administering,
    query: `query AuditTrail($filter: AuditEntryFilter) {
  auditEntries(filter: $filter, first: 25) {
    nodes {
      at
      action
      actorKind
      actor { name }
      subjectId
      before
      after
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: '{\n  "filter": { "action": "member" }\n}\n',
  },
  {
    title: 'Connections',
    about: 'Providers that may call in, and where they call. Secrets cannot be asked for.',
    roles: leading,
    query: `query Connections {
  connections {
    id
    provider
    name
    state
    hookUrl
    previousUntil
    viewerCan
  }
}
`,
  },
  ...knowledgeExamples,
  {
    title: 'How everything is',
    about: 'Each part that work depends on, with the figures behind its state.',
    roles: administering,
    query: `query Dependencies {
  dependencies {
    name
    state
    detail
    figures { name value }
  }
  schedules { name cron dueAt missed lastJob { state endedAt } }
}
`,
  },
  ...commerceExamples,
  {
    title: 'Change my name',
    about: 'A mutation answers with what changed, or with a refusal in words.',
    roles: [],
    query: `mutation Rename($input: ViewerRenameInput!) {
  viewerRename(input: $input) {
    viewer { id name }
    refusal { code message field }
  }
}
`,
    variables: '{\n  "input": {\n    "name": "Your name"\n  }\n}\n',
  },
];

/** The examples that suit a role, and the others, both in their order. */
export function examplesFor(role: string): { suited: Example[]; others: Example[] } {
  const suits = ({ roles }: Example) => roles.length === 0 || roles.includes(role);
  return { suited: examples.filter(suits), others: examples.filter(example => !suits(example)) };
}
