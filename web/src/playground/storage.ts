/** The editor's memory of one person on this browser: tabs and history of another are never shown. */
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
