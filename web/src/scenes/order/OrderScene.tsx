import { Page } from '../../parts/Page.js';

/** One order. */
export function OrderScene() {
  return <Page title="Order">{null}</Page>;
}
