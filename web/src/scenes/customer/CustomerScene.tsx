import { Page } from '../../parts/Page.js';

/** One customer. */
export function CustomerScene() {
  return <Page title="Customer">{null}</Page>;
}
