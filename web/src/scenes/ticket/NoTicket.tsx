import { Empty } from '../../parts/Section.js';

/** What stands beside the list while no ticket is open. */
export function NoTicket() {
  return <Empty title="No ticket is open" words="Choose one from the list." />;
}
