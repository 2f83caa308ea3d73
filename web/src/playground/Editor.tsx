import type { GraphiQLPlugin } from '@graphiql/react';
import type { Fetcher } from '@graphiql/toolkit';
import { Button, useComputedColorScheme } from '@mantine/core';
import { IconBulb, IconFolder } from '@tabler/icons-react';
import type { GraphQLSchema } from 'graphql';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useToast } from '../parts/Toast.js';
import { ask, type Credential, type Question } from './ask.js';
import type { Asker } from './asker.js';
import { Companion } from './Companion.js';
import { type Desk, DeskProvider, type Outcome, type Tabs } from './desk.js';
import { ExamplesPanel } from './ExamplesPanel.js';
import { QueryBar } from './QueryBar.js';
import { ReceiptLine } from './ReceiptLine.js';
import { Results, type View } from './results/Results.js';
import { SavedPanel } from './saved/SavedPanel.js';
import { storageOf } from './storage.js';
import { TabManners } from './TabManners.js';
import { useSaved } from './useSaved.js';
import { isSubscription, positionOf, watch } from './watch.js';

interface EditorProps {
  readonly credential: Credential;
  readonly person: string;
  readonly asker: Asker;
  /** What the viewer may see of the schema; null hides its documentation. */
  readonly schema: GraphQLSchema | null;
}

const welcome = `# Your own rights hold here.
# Ctrl+Enter asks, Ctrl+S saves,
# Ctrl+Space completes.

query WhoAmI {
  viewer {
    name
    organization { name }
    role { name }
    permissions
  }
}
`;

/** Frames that are kept to be looked at. */
const mostFrames = 500;

/** GraphiQL, asking as one credential: examples and saved queries on its side, the cost above, the answer in the form one likes. */
export function Editor({ credential, person, asker, schema }: EditorProps) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const say = useToast();
  const [storage] = useState(() => storageOf(person));
  const [view, setView] = useState<View>(() => (['table', 'chart'] as const).find(known => known === storage.getItem('view')) ?? 'json');
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, Outcome>>>({});
  const tabs = useRef<Tabs>({ tabs: [], activeTabIndex: 0 });
  const saved = useSaved({ credential, storage, organizationId: asker.organization?.id ?? '' });
  const { prune } = saved;
  const handleTabs = useCallback((now: Tabs) => {
    tabs.current = now;
    prune(now.tabs.map(({ id }) => id));
  }, [prune]);
  const handleView = (next: View) => {
    setView(next);
    storage.setItem('view', next);
  };

  const fetcher = useMemo<Fetcher>(
    () => question => {
      const { tabs: open, activeTabIndex } = tabs.current;
      const tabId = open[activeTabIndex]?.id ?? '';
      const tell = (outcome: (before: Outcome | undefined) => Outcome): void => setOutcomes(known => ({ ...known, [tabId]: outcome(known[tabId]) }));
      if (isSubscription(question)) return watched(credential, question, tell) as ReturnType<Fetcher>;
      return ask(credential, question).then(asked => {
        tell(() => ({ kind: 'answer', ...asked }));
        return asked.answer as Awaited<ReturnType<Fetcher>>; // whatever came is shown as it came
      });
    },
    [credential],
  );
  const role = asker.role?.key ?? '';
  const [examples, kept] = useMemo<[GraphiQLPlugin, GraphiQLPlugin]>(
    () => [
      { title: 'Examples', icon: () => <IconBulb stroke={1.6} aria-hidden />, content: () => <ExamplesPanel role={role} hasSchema={schema !== null} /> },
      { title: 'Saved queries', icon: () => <IconFolder stroke={1.6} aria-hidden />, content: () => <SavedPanel /> },
    ],
    [role, schema],
  );
  const plugins = useMemo(() => [examples, kept, HISTORY_PLUGIN], [examples, kept]);
  const [visiblePlugin] = useState(() => (window.matchMedia('(min-width: 1000px)').matches ? examples : undefined));
  const may = (atom: string) => asker.permissions.includes(atom);
  const desk: Desk = {
    credential, say, outcomes,
    canSave: credential.kind === 'session' && may('savedQuery.create'),
    canShare: may('savedQuery.share'),
    memberId: asker.member?.id ?? null,
    tabsNow: () => tabs.current,
    links: saved.links, link: saved.link, relink: saved.relink, revision: saved.revision, leaving: saved.gone, deleteSoon: saved.deleteSoon,
  };

  return (
    <DeskProvider value={desk}>
      <div className="playground-editor" data-view={view}>
        <GraphiQL
          fetcher={fetcher}
          schema={schema}
          {...(schema === null && { referencePlugin: null })}
          plugins={plugins}
          visiblePlugin={visiblePlugin}
          storage={storage}
          maxHistoryLength={50}
          onTabChange={handleTabs}
          forcedTheme={scheme}
          defaultTheme={scheme}
          defaultQuery={welcome}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          isHeadersEditorEnabled={false}
          defaultEditorToolsVisibility="variables"
        >
          <GraphiQL.Logo>
            <TabManners />
            <Companion onTabs={handleTabs} />
            <QueryBar />
          </GraphiQL.Logo>
          <GraphiQL.Footer>
            <Results view={view} onView={handleView} />
            <ReceiptLine />
          </GraphiQL.Footer>
        </GraphiQL>
        {saved.leaving && (
          <div className="playground-undo" role="status">
            <span>{saved.leaving.refusal === null ? `“${saved.leaving.saved.name}” is deleted.` : `“${saved.leaving.saved.name}” was not deleted. ${saved.leaving.refusal}`}</span>
            <Button size="compact-sm" variant="subtle" onClick={saved.undo}>
              {saved.leaving.refusal === null ? 'Undo' : 'Close'}
            </Button>
          </div>
        )}
      </div>
    </DeskProvider>
  );
}

function watched(credential: Credential, question: Question, tell: (outcome: (before: Outcome | undefined) => Outcome) => void): AsyncIterableIterator<unknown> {
  type Watched = Extract<Outcome, { kind: 'watch' }>;
  const blank: Watched = { kind: 'watch', state: 'opening', frames: [], count: 0 };
  let isNew = true;
  const update = (change: (before: Watched) => Watched): void => {
    const fresh = isNew; // the last run of this tab is not ours
    isNew = false;
    tell(before => change(!fresh && before?.kind === 'watch' ? before : blank));
  };
  return watch(credential, question, {
    onState: state => update(before => ({ ...before, state })),
    onFrame: frame => {
      const told = { receivedAt: new Date().toISOString(), position: positionOf(frame), data: (frame as { data?: unknown }).data };
      update(before => ({ ...before, frames: [...before.frames, told].slice(-mostFrames), count: before.count + 1 }));
    },
  });
}
