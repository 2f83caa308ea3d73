const key = 'deskgraph-organization';

/** The organization this tab works in, when the person chose one; else the house decides (the last used). */
export function chosenOrganization(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Remembers the choice for this tab, or forgets it. */
export function chooseOrganization(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, id);
  } catch {
    // A browser without storage works in the organization last used.
  }
}
