import { Page } from '../../parts/Page.js';

/** One article. */
export function ArticleScene() {
  return <Page title="Article">{null}</Page>;
}
