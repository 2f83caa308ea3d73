/** HTML somebody wrote, made harmless, and what it says as plain text. */
export interface CleanHtml {
  readonly html: string;
  /** Empty when it says nothing. */
  readonly text: string;
}

/** Makes HTML harmless. */
export interface HtmlCleaner {
  clean(html: string): CleanHtml;
}
