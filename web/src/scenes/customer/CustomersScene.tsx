import { Page } from '../../parts/Page.js';

/** All customers. */
export function CustomersScene() {
  return <Page title="Customers">{null}</Page>;
}
