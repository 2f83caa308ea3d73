import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { createContext, useContext } from 'react';
import type { Asked, Credential } from './ask.js';
import type { Frame } from './results/table.js';
import type { Links, Saved } from './saved/links.js';
import type { WatchState } from './watch.js';

/** What running a tab's question came to: an answer, or the frames of a subscription so far. */
export type Outcome =
  | ({ readonly kind: 'answer' } & Asked)
  | { readonly kind: 'watch'; readonly state: WatchState; readonly frames: readonly Frame[]; /** Frames in all, those forgotten included. */ readonly count: number };

/** The tabs of the editor, as far as we look at them. */
export interface Tabs {
  readonly tabs: readonly { readonly id: string; readonly query: string | null; readonly variables?: string | null; readonly title: string }[];
  readonly activeTabIndex: number;
}

/** What all parts of the playground share. */
export interface Desk {
  readonly credential: Credential;
  /** Whether the asker may save queries at all: people may, keys may not. */
  readonly canSave: boolean;
  readonly canShare: boolean;
  /** The asker's membership. */
  readonly memberId: string | null;
  readonly links: Links;
  /** Says which saved query a tab shows; null for none. */
  readonly link: (tabId: string, saved: Saved | null) => void;
  /** Says what became of a saved query, wherever it is shown; null when it is gone. */
  readonly relink: (id: string, saved: Saved | null) => void;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** The tabs as they are this very moment. */
  readonly tabsNow: () => Tabs;
  /** Grows whenever the list of saved queries has to be asked again. */
  readonly revision: number;
  /** Saved queries about to be deleted, which may still be brought back. */
  readonly leaving: ReadonlySet<string>;
  readonly deleteSoon: (saved: Saved) => void;
  /** Says a short sentence. */
  readonly say: (words: string) => void;
}

const DeskContext = createContext<Desk | null>(null);

/** Shares the desk with all parts below. */
export const DeskProvider = DeskContext.Provider;

/** What the parts of the playground share. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useDesk is used outside of the playground.');
  return desk;
}

/** The tab one looks at. */
export function useActiveTab(): Tabs['tabs'][number] | undefined {
  const { tabs, activeTabIndex } = useGraphiQL(({ tabs, activeTabIndex }) => ({ tabs, activeTabIndex }));
  return tabs[activeTabIndex];
}

/** Opens a question in a tab of its own, or in this one when it is empty; answers the tab's id. */
export function useOpenTab(): (query: string, variables: string) => string {
  const { addTab } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const { tabsNow, links } = useDesk();
  const idNow = (): string => {
    const { tabs, activeTabIndex } = tabsNow();
    return tabs[activeTabIndex]?.id ?? '';
  };
  return (query, variables) => {
    if (queryEditor?.getValue().trim() !== '' || idNow() in links) addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    queryEditor?.focus();
    return idNow();
  };
}

/** The saved query's own tab, or one it is opened in. */
export function useOpenSaved(): (saved: Saved) => void {
  const { changeTab } = useGraphiQLActions();
  const openTab = useOpenTab();
  const { links, link, tabsNow } = useDesk();
  return saved => {
    const index = tabsNow().tabs.findIndex(({ id }) => links[id]?.id === saved.id);
    if (index >= 0) changeTab(index);
    else link(openTab(saved.document, saved.variables), saved);
  };
}
