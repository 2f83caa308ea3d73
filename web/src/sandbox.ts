/**
 * Where the sandbox's mailbox is read, null when mail goes to people. The house says so in the document's own `deskgraph-sandbox`, so that
 * the label is there with the first paint, on every page and whatever else fails.
 */
export function sandboxMailbox(): string | null {
  const said = document.querySelector<HTMLMetaElement>('meta[name="deskgraph-sandbox"]')?.content ?? '';
  return said.startsWith('/') ? said : null; // unserved, the place still holds its name
}
