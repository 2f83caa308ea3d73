import { Page } from '../../parts/Page.js';

/** How things go. */
export function DashboardScene() {
  return <Page title="Dashboard">{null}</Page>;
}
