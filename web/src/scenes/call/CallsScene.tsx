import { Page } from '../../parts/Page.js';

/** All calls. */
export function CallsScene() {
  return <Page title="Calls">{null}</Page>;
}
