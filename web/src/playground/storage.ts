/** The editor's memory of one person, or of one key, on this browser: tabs and history of another are never shown. */
export function storageOf(person: string): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear' | 'length'> {
  const prefix = `deskgraph:playground:${person}:`;
  const own = () => Object.keys(localStorage).filter(key => key.startsWith(prefix));
  return {
    getItem: key => localStorage.getItem(prefix + key),
    setItem: (key, value) => localStorage.setItem(prefix + key, value),
    removeItem: key => localStorage.removeItem(prefix + key),
    clear: () => own().forEach(key => localStorage.removeItem(key)),
    get length() {
      return own().length;
    },
  };
}

/** Whose memory a key's is: it is named by how the key begins, which is shown wherever keys are listed and is no secret. */
export function holderOf(key: string): string {
  return /^dgk_[0-9a-f]{8}(?=_)/.exec(key)?.[0] ?? 'key';
}
