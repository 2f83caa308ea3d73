import { useOutletContext } from 'react-router';

/** What the inbox offers to the ticket beside its list. */
export interface InboxDesk {
  /** To be called once a ticket was resolved or closed here: goes on as the person likes it. */
  readonly onResolved: (id: string) => void;
}

/** What the inbox offers to the ticket beside its list; nothing elsewhere. */
export function useInbox(): InboxDesk | null {
  return useOutletContext<InboxDesk | undefined>() ?? null;
}
