import { Page } from '../../parts/Page.js';

/** All orders. */
export function OrdersScene() {
  return <Page title="Orders">{null}</Page>;
}
