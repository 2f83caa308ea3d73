import { lazy, type ReactNode, Suspense } from 'react';
import { useParams } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { Pane } from '../../parts/Pane.js';
import { Waiting } from '../../parts/Waiting.js';
import { ApiKeysSection } from '../api-keys/ApiKeysSection.js';
import { FirstSteps } from '../first-steps/FirstSteps.js';
import { MembersSection } from '../members/MembersSection.js';
import { NowhereScene } from '../nowhere/NowhereScene.js';
import { SessionsSection } from '../sessions/SessionsSection.js';
import { YouSection } from '../you/YouSection.js';
import classes from './SettingsScene.module.css';
import { settings } from './settings.js';

// The pages of operators are fetched when they are gone to.
const OrganizationSection = lazy(async () => ({ default: (await import('../organization/OrganizationSection.js')).OrganizationSection }));
const RolesSection = lazy(async () => ({ default: (await import('../roles/RolesSection.js')).RolesSection }));
const TeamsSection = lazy(async () => ({ default: (await import('../teams/TeamsSection.js')).TeamsSection }));
const MailboxesSection = lazy(async () => ({ default: (await import('../mailboxes/MailboxesSection.js')).MailboxesSection }));
const ConnectionsSection = lazy(async () => ({ default: (await import('../connections/ConnectionsSection.js')).ConnectionsSection }));
const DeliveriesSection = lazy(async () => ({ default: (await import('../deliveries/DeliveriesSection.js')).DeliveriesSection }));
const JobsSection = lazy(async () => ({ default: (await import('../jobs/JobsSection.js')).JobsSection }));
const SchedulesSection = lazy(async () => ({ default: (await import('../schedules/SchedulesSection.js')).SchedulesSection }));
const ParkedEventsSection = lazy(async () => ({ default: (await import('../parked-events/ParkedEventsSection.js')).ParkedEventsSection }));
const IntegrationsPage = lazy(async () => ({ default: (await import('../integrations/IntegrationsPage.js')).IntegrationsPage }));
const AuditSection = lazy(async () => ({ default: (await import('../audit/AuditSection.js')).AuditSection }));

/** The chosen page of settings. */
export function SettingsPage() {
  const { page } = useParams();
  const { permissions, can } = useViewer();
  const known = settings.find(({ path }) => path === page);
  if (!known) return <NowhereScene />;
  const pages: Record<(typeof settings)[number]['path'], ReactNode> = {
    you: (
      <>
        <FirstSteps />
        <YouSection />
      </>
    ),
    sessions: <SessionsSection />,
    organization: <OrganizationSection />,
    members: <MembersSection mayInvite={can('memberInvite')} />,
    roles: <RolesSection mayCreate={can('roleCreate')} />,
    teams: <TeamsSection />,
    mailboxes: <MailboxesSection />,
    connections: <ConnectionsSection />,
    deliveries: <DeliveriesSection />,
    'api-keys': <ApiKeysSection permissions={permissions} mayCreate={can('apiKeyCreate')} />,
    jobs: <JobsSection />,
    schedules: <SchedulesSection />,
    'parked-events': <ParkedEventsSection />,
    integrations: <IntegrationsPage />,
    audit: <AuditSection />,
  };
  return (
    <Pane key={known.path} label={`${known.label} settings`} className={classes.body}>
      <Suspense fallback={<Waiting label={`Loading ${known.label.toLowerCase()}`} rows={4} height={24} />}>{pages[known.path]}</Suspense>
    </Pane>
  );
}
