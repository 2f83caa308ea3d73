/** The pages of settings, and what must be allowed to see them. */
export const settings = [
  { path: 'you', label: 'You', group: 'You', needs: null },
  { path: 'sessions', label: 'Sessions', group: 'You', needs: null },
  { path: 'organization', label: 'Organization', group: 'People', needs: 'organization.read' },
  { path: 'members', label: 'Members', group: 'People', needs: 'member.read' },
  { path: 'roles', label: 'Roles', group: 'People', needs: 'role.read' },
  { path: 'teams', label: 'Teams', group: 'People', needs: 'team.read' },
  { path: 'mailboxes', label: 'Mailboxes', group: 'Channels', needs: 'mailbox.read' },
  { path: 'connections', label: 'Connections', group: 'Channels', needs: 'connection.read' },
  { path: 'deliveries', label: 'Deliveries', group: 'Channels', needs: 'delivery.read' },
  { path: 'api-keys', label: 'API keys', group: 'Channels', needs: 'apiKey.read' },
  { path: 'jobs', label: 'Jobs', group: 'Operation', needs: 'job.read' },
  { path: 'schedules', label: 'Schedules', group: 'Operation', needs: 'schedule.read' },
  { path: 'parked-events', label: 'Parked events', group: 'Operation', needs: 'parkedEvent.read' },
  { path: 'integrations', label: 'Integrations', group: 'Operation', needs: 'integrationCall.read' },
  { path: 'audit', label: 'Audit trail', group: 'Operation', needs: 'auditEntry.read' },
] as const;

/** What the pages are about, in the order they are shown. */
export const groups = ['You', 'People', 'Channels', 'Operation'] as const;
