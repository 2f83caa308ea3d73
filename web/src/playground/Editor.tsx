import type { GraphiQLPlugin } from '@graphiql/react';
import type { Fetcher } from '@graphiql/toolkit';
import { useComputedColorScheme } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { GraphQLSchema } from 'graphql';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useMemo, useState } from 'react';
import { ask, type Credential, type Receipt } from './ask.js';
import { ExamplesPanel } from './ExamplesPanel.js';
import { storageOf } from './storage.js';
import { TabManners } from './TabManners.js';
import { isSubscription, openWatcher } from './watch.js';

interface EditorProps {
  readonly credential: Credential;
  readonly person: string;
  readonly role: string;
  /** What the viewer may see of the schema; null hides its documentation. */
  readonly schema: GraphQLSchema | null;
  readonly receipt: Receipt | null;
  readonly onReceipt: (receipt: Receipt) => void;
}

const welcome = `# Your own rights hold here.
# Ctrl+Enter asks,
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

/** GraphiQL, asking as one credential, with examples on its side and the cost of the last answer below. */
export function Editor({ credential, person, role, schema, receipt, onReceipt }: EditorProps) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [storage] = useState(() => storageOf(person));
  const fetcher = useMemo<Fetcher>(() => {
    const watcher = openWatcher(credential);
    return question => {
      if (isSubscription(question)) return watcher.iterate(question) as ReturnType<Fetcher>;
      return ask(credential, question).then(asked => {
        onReceipt(asked.receipt);
        return asked.answer as Awaited<ReturnType<Fetcher>>; // whatever came is shown as it came
      });
    };
  }, [credential, onReceipt]);
  const examples = useMemo<GraphiQLPlugin>(
    () => ({
      title: 'Examples',
      icon: () => <IconBulb stroke={1.6} aria-hidden />,
      content: () => <ExamplesPanel role={role} hasSchema={schema !== null} />,
    }),
    [role, schema],
  );
  const plugins = useMemo(() => [examples, HISTORY_PLUGIN], [examples]);
  const [visiblePlugin] = useState(() => (window.matchMedia('(min-width: 1000px)').matches ? examples : undefined));

  return (
    <GraphiQL
      fetcher={fetcher}
      schema={schema}
      {...(schema === null && { referencePlugin: null })}
      plugins={plugins}
      visiblePlugin={visiblePlugin}
      storage={storage}
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
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <ReceiptLine receipt={receipt} />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

const count = new Intl.NumberFormat();

function ReceiptLine({ receipt }: { receipt: Receipt | null }) {
  return (
    <div className="playground-receipt" role="status" aria-label="Last answer">
      {receipt === null ? (
        <span>The cost and the request id of an answer are shown here.</span>
      ) : (
        <>
          {receipt.cost && (
            <span>
              Cost <strong>{count.format(receipt.cost.requested)}</strong>
              {receipt.cost.limit !== null && ` of ${count.format(receipt.cost.limit)}`}
            </span>
          )}
          <span>{count.format(receipt.milliseconds)} ms</span>
          {receipt.status >= 400 && <span>HTTP {receipt.status}</span>}
          {receipt.requestId && (
            <span>
              Request <code>{receipt.requestId}</code>
            </span>
          )}
        </>
      )}
    </div>
  );
}
