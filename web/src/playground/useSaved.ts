import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { refusalFrom } from '../refusal.js';
import type { Credential } from './ask.js';
import { keepLinks, type Links, readLinks, type Saved } from './saved/links.js';
import { remove } from './saved/saved.js';
import type { storageOf } from './storage.js';

/** A query that will be deleted in a moment, unless it is brought back. */
export interface Leaving {
  readonly saved: Saved;
  /** Why it could not be deleted, when that is so. */
  readonly refusal: string | null;
}

/** How long a deletion can be taken back. */
const undoMs = 8_000;

/** Which tabs show which saved queries, kept over a reload; and deletions, which can be taken back for a while. */
export function useSaved({ credential, storage, organizationId }: { credential: Credential; storage: ReturnType<typeof storageOf>; organizationId: string }) {
  const [links, setLinks] = useState<Links>(() => readLinks(storage, organizationId));
  const [revision, setRevision] = useState(0);
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const due = useRef<{ saved: Saved; timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => keepLinks(storage, organizationId, links), [storage, organizationId, links]);

  const link = useCallback((tabId: string, saved: Saved | null) => {
    setLinks(known => {
      const { [tabId]: _, ...others } = known;
      return saved ? { ...others, [tabId]: saved } : others;
    });
    setRevision(count => count + 1);
  }, []);
  const relink = useCallback((id: string, saved: Saved | null) => {
    setLinks(known => Object.fromEntries(Object.entries(known).flatMap(([tabId, old]) => (old.id !== id ? [[tabId, old]] : saved ? [[tabId, saved]] : []))));
    setRevision(count => count + 1);
  }, []);
  /** Keeps the links of tabs that are still open. */
  const prune = useCallback((tabIds: readonly string[]) => {
    setLinks(known => (Object.keys(known).every(id => tabIds.includes(id)) ? known : Object.fromEntries(Object.entries(known).filter(([id]) => tabIds.includes(id)))));
  }, []);

  const finish = useCallback(() => {
    if (due.current === null) return;
    const { saved, timer } = due.current;
    due.current = null;
    clearTimeout(timer);
    remove(credential, saved.id).then(
      () => {
        setLeaving(now => (now?.saved.id === saved.id ? null : now));
        relink(saved.id, null);
      },
      (error: unknown) => {
        setGone(known => new Set([...known].filter(id => id !== saved.id)));
        setLeaving({ saved, refusal: refusalFrom(error).message });
      },
    );
  }, [credential, relink]);
  const deleteSoon = useCallback((saved: Saved) => {
    finish(); // one at a time can be taken back
    due.current = { saved, timer: setTimeout(finish, undoMs) };
    setGone(known => new Set([...known, saved.id]));
    setLeaving({ saved, refusal: null });
  }, [finish]);
  const undo = useCallback(() => {
    if (due.current) clearTimeout(due.current.timer);
    due.current = null;
    setGone(new Set());
    setLeaving(null);
  }, []);
  useEffect(() => {
    window.addEventListener('pagehide', finish);
    return () => {
      window.removeEventListener('pagehide', finish);
      finish();
    };
  }, [finish]);

  const shown = useMemo(() => Object.fromEntries(Object.entries(links).filter(([, { id }]) => !gone.has(id))), [links, gone]);
  return { links: shown, link, relink, prune, revision, leaving, gone, deleteSoon, undo };
}
