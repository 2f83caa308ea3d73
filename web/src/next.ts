const base = 'http://deskgraph.invalid';

/** The path to go to after signing in: the given one when it stays on this host, else the home page. Never an address of another host. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !next.startsWith('/') || /^\/[/\\]/.test(next) || hasControl(next)) return '/';
  try {
    const url = new URL(next, base);
    if (url.origin !== base || /^\/[/\\]/.test(url.pathname)) return '/';
    return url.pathname + url.search + url.hash;
  } catch {
    return '/';
  }
}

/** The sign-in page's address, remembering where to return. */
export function signInPath(from: string): string {
  const next = safeNext(from);
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** Whether a path is a document of its own, to be loaded rather than routed to. */
export function isOtherDocument(path: string): boolean {
  return /^\/playground(?:[/?#]|$)/.test(path);
}

// Browsers drop tabs and newlines from an address, so "/\t/evil" would read as "//evil".
function hasControl(text: string): boolean {
  for (const character of text) if (character.charCodeAt(0) < 0x20 || character.charCodeAt(0) === 0x7f) return true;
  return false;
}
