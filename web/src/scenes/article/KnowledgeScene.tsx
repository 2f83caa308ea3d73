import { Page } from '../../parts/Page.js';

/** What is known, and the search in it. */
export function KnowledgeScene() {
  return <Page title="Knowledge">{null}</Page>;
}
