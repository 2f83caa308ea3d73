/** A saved query as a tab knows it: what was read or saved last, to tell what has changed since. */
export interface Saved {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly document: string;
  readonly variables: string;
  readonly shared: boolean;
  readonly viewerCan: readonly string[];
}

/** Which saved query each tab shows, by the tab's id. */
export type Links = Readonly<Record<string, Saved>>;

interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Whether a tab holds something that its saved query does not. */
export function isChanged(saved: Saved, document: string, variables: string): boolean {
  return saved.document.trim() !== document.trim() || saved.variables.trim() !== variables.trim();
}

/** The links as they were left in this browser, of one organization. */
export function readLinks(memory: Memory, organizationId: string): Links {
  try {
    const found: unknown = JSON.parse(memory.getItem(keyOf(organizationId)) ?? '{}');
    const isWhole = (saved: unknown): saved is Saved => typeof saved === 'object' && saved !== null && ['id', 'version', 'name', 'document', 'variables', 'shared', 'viewerCan'].every(part => part in saved);
    return Object.fromEntries(Object.entries(found ?? {}).filter((entry): entry is [string, Saved] => isWhole(entry[1])));
  } catch {
    return {};
  }
}

/** Keeps the links of the tabs that are open. */
export function keepLinks(memory: Memory, organizationId: string, links: Links): void {
  memory.setItem(keyOf(organizationId), JSON.stringify(links));
}

/** The address of a saved query, below the origin. */
export function pathOf(id: string): string {
  return `/playground?query=${encodeURIComponent(id)}`;
}

const keyOf = (organizationId: string): string => `saved:${organizationId}`;
