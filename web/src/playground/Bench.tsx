import { Button } from '@mantine/core';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { useCallback, useState } from 'react';
import { Blank } from '../parts/Blank.js';
import { ToastProvider } from '../parts/Toast.js';
import { useAnswer } from '../parts/useAnswer.js';
import { useTitle } from '../parts/useTitle.js';
import { Waiting } from '../parts/Waiting.js';
import { Refused, refusalIn } from '../refusal.js';
import { ask, type Credential } from './ask.js';
import { type Asker, askerIn, readAsker, readSchema } from './asker.js';
import { Bar } from './Bar.js';
import { Editor } from './Editor.js';

interface BenchProps {
  readonly credential: Credential;
  /** Whose tabs and history are shown: a person's, or a key's. */
  readonly person: string;
  readonly onChooseOrganization: (id: string | null) => void;
  readonly onAskKey: () => void;
  readonly onForgetKey: (() => void) | undefined;
}

/** The editor under the bar that says, always, as whom and where one asks. */
export function Bench({ credential, person, onChooseOrganization, onAskKey, onForgetKey }: BenchProps) {
  const [fixed] = useState(credential); // the bench is opened anew for another credential
  const { now, again } = useAnswer(useCallback(() => prepare(fixed), [fixed]));

  useTitle(now.state === 'known' ? `Playground, ${now.answer.asker.organization?.name ?? now.answer.asker.name}` : 'Playground');

  if (now.state === 'asking') {
    return (
      <main id="content" style={{ padding: 24 }}>
        <Waiting label="Loading" rows={2} height={24} />
      </main>
    );
  }
  if (now.state === 'unknown') {
    const { message, requestId } = now.refusal;
    const handleRetry = () => {
      onChooseOrganization(null); // the organization may be why
      onForgetKey?.();
      again();
    };
    return (
      <Blank
        title="The playground did not open"
        words={message}
        requestId={requestId}
        action={<Button onClick={handleRetry}>Try again</Button>}
      />
    );
  }
  const { asker, schema } = now.answer;
  return (
    <>
      <Bar
        asker={asker}
        isKey={fixed.kind === 'key'}
        onChooseOrganization={onChooseOrganization}
        onAskKey={onAskKey}
        onForgetKey={onForgetKey}
      />
      <main id="content" className="playground-main">
        <h1 className="visually-hidden">Playground</h1>
        <ToastProvider>
          <Editor credential={fixed} person={person} asker={asker} schema={schema} />
        </ToastProvider>
      </main>
    </>
  );
}

async function prepare(credential: Credential): Promise<{ asker: Asker; schema: GraphQLSchema | null }> {
  const [who, what] = await Promise.all([ask(credential, readAsker), ask(credential, readSchema)]);
  const asker = askerIn(who.answer);
  if (asker === null) {
    const no = refusalIn(who.answer) ?? { code: 'UNAUTHENTICATED', message: 'The graph does not know you. Sign in again.' };
    throw new Refused({ ...no, requestId: no.requestId ?? who.receipt.requestId ?? undefined });
  }
  const found = what.answer.data as Partial<IntrospectionQuery> | null | undefined;
  return { asker, schema: found?.__schema ? buildClientSchema({ __schema: found.__schema }) : null };
}
