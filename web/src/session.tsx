import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { readSession, type SessionAnswer, signOut } from './auth.js';
import { chooseOrganization } from './organization.js';
import { type Refusal, refusalFrom } from './refusal.js';

/** What is known of the session: nothing yet, an answer, or why there is none. */
export type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly answer: SessionAnswer }
  | { readonly state: 'unknown'; readonly refusal: Refusal };

interface SessionDesk {
  readonly now: SessionState;
  /** Asks the house again; resolves when the answer is known here. */
  readonly refresh: () => Promise<void>;
  /** Ends the session here and at the house. Throws what the house refuses with. */
  readonly leave: () => Promise<void>;
}

const SessionContext = createContext<SessionDesk | null>(null);

/** Asks once who is signed in, and tells everyone below. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [now, setNow] = useState<SessionState>({ state: 'asking' });

  const refresh = useCallback(async () => {
    try {
      setNow({ state: 'known', answer: await readSession() });
    } catch (error) {
      setNow({ state: 'unknown', refusal: refusalFrom(error) });
    }
  }, []);
  const leave = useCallback(async () => {
    await signOut();
    chooseOrganization(null);
    await refresh();
  }, [refresh]);

  useEffect(() => void refresh(), [refresh]);
  const desk = useMemo(() => ({ now, refresh, leave }), [now, refresh, leave]);
  return <SessionContext value={desk}>{children}</SessionContext>;
}

/** The session, and the two things that change it. */
export function useSession(): SessionDesk {
  const desk = useContext(SessionContext);
  if (desk === null) throw new Error('useSession is used outside of SessionProvider.');
  return desk;
}
