import { useParams } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { ApiKeysSection } from '../api-keys/ApiKeysSection.js';
import { MembersSection } from '../members/MembersSection.js';
import { NowhereScene } from '../nowhere/NowhereScene.js';
import { SessionsSection } from '../sessions/SessionsSection.js';
import { YouSection } from '../you/YouSection.js';

/** The chosen page of settings. */
export function SettingsPage() {
  const { page } = useParams();
  const { permissions, can } = useViewer();
  if (page === 'you') return <YouSection />;
  if (page === 'sessions') return <SessionsSection />;
  if (page === 'members') return <MembersSection mayInvite={can('memberInvite')} />;
  if (page === 'api-keys') return <ApiKeysSection permissions={permissions} mayCreate={can('apiKeyCreate')} />;
  return <NowhereScene />;
}
