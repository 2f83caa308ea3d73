import { useViewer } from '../../desk/viewer.js';
import { CallsSection } from './CallsSection.js';
import { HealthSection } from './HealthSection.js';
import { SummarySection } from './SummarySection.js';

/** How everything is that the organization's work depends on, and how the calls to providers went. */
export function IntegrationsPage() {
  const { may } = useViewer();
  return (
    <>
      {may('health.read') && <HealthSection />}
      <SummarySection />
      <CallsSection />
    </>
  );
}
