/** Calls back once when the house serves another build than this page was made of: looked at now and then, and when a part of the old one is gone. */
export function watchVersion(onNew: () => void): () => void {
  const own = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src.split('/').at(-1);
  const look = async () => {
    const said: unknown = await fetch('/version.json', { cache: 'no-store' }).then(response => (response.ok ? response.json() : null)).catch(() => null);
    const entry = typeof said === 'object' && said !== null && 'entry' in said ? said.entry : own;
    if (entry !== own) onNew();
  };
  const seek = () => void look();
  const timer = setInterval(seek, 5 * 60_000);
  const back = () => void (document.visibilityState === 'visible' && look());
  window.addEventListener('vite:preloadError', onNew);
  window.addEventListener('online', seek);
  document.addEventListener('visibilitychange', back);
  return () => {
    clearInterval(timer);
    window.removeEventListener('vite:preloadError', onNew);
    window.removeEventListener('online', seek);
    document.removeEventListener('visibilitychange', back);
  };
}
