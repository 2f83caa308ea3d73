import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { refusalFrom } from '../refusal.js';
import { type Tabs, useDesk, useOpenSaved } from './desk.js';
import { readOne } from './saved/saved.js';

/** Lives in the editor and keeps what is outside of it in step: the tabs that are open, and the address of the saved query one looks at. */
export function Companion({ onTabs }: { onTabs: (tabs: Tabs) => void }) {
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(({ tabs, activeTabIndex, queryEditor, variableEditor }) => ({ tabs, activeTabIndex, queryEditor, variableEditor }));
  const { credential, canSave, links, say } = useDesk();
  const openSaved = useOpenSaved();
  const wanted = useRef(new URLSearchParams(window.location.search).get('query'));
  useEffect(() => onTabs({ tabs, activeTabIndex }), [tabs, activeTabIndex, onTabs]);

  const isReady = queryEditor !== undefined && variableEditor !== undefined;
  useEffect(() => {
    const id = wanted.current;
    if (id === null || !isReady) return;
    wanted.current = null;
    if (!canSave) return say('A saved query opens for people only. Ask with your session instead of a key.');
    readOne(credential, id).then(
      saved => (saved ? openSaved(saved) : say('There is no such saved query here, or it is not shared with you.')),
      (error: unknown) => say(refusalFrom(error).message),
    );
  }, [isReady, credential, canSave, openSaved, say]);

  const shown = links[tabs[activeTabIndex]?.id ?? '']?.id ?? null;
  useEffect(() => {
    if (wanted.current !== null) return;
    const url = new URL(window.location.href);
    if (shown === null) url.searchParams.delete('query');
    else url.searchParams.set('query', shown);
    if (url.href !== window.location.href) window.history.replaceState(null, '', url);
  }, [shown]);
  return null;
}
