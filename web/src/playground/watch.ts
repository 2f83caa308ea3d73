import { getOperationAST, Kind, OperationTypeNode, parse, print, visit } from 'graphql';
import { TerminatedCloseEvent } from 'graphql-ws';
import { openClient } from '../live/pulse.js';
import { ask, type Credential, type Question } from './ask.js';

/** How the line to a subscription is. */
export type WatchState = 'opening' | 'open' | 'lost' | 'resumed';

/** Who is told of a running subscription. */
export interface WatchListener {
  onState(state: WatchState): void;
  onFrame(frame: unknown): void;
}

/** Whether a question is a subscription: those run over a WebSocket. What cannot be read is asked as it is, and refused with its reason. */
export function isSubscription({ query, operationName }: Question): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}

/** The position that a frame carries, null when it has none. */
export function positionOf(frame: unknown): string | null {
  const position = (frame as { extensions?: { position?: unknown } } | null)?.extensions?.position;
  return typeof position === 'string' || typeof position === 'number' ? String(position) : null;
}

/** The same subscription, going on after a position; null for what is none. */
export function withAfter({ query, variables, operationName }: Question, position: string): Question | null {
  const document = parse(query);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return null;
  const [root] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD) return null;
  const given = root.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (given?.kind === Kind.VARIABLE) return { query, operationName, variables: { ...(variables as object | undefined), [given.name.value]: position } };
  const after = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'after' }, value: { kind: Kind.STRING, value: position } } as const;
  const next = { ...root, arguments: [...(root.arguments ?? []).filter(({ name }) => name.value !== 'after'), after] };
  return { operationName, variables, query: print(visit(document, { Field: node => (node === root ? next : undefined) })) };
}

const isClose = (error: unknown): error is CloseEvent | TerminatedCloseEvent => error instanceof CloseEvent || error instanceof TerminatedCloseEvent;
const mostTries = 60;
const longestWaitMs = 5_000;

/**
 * Watches a subscription. When its socket is lost it is opened again and asked for what came meanwhile, after the last position that is known; the
 * frames go on as if nothing had been. Ends when its iterator is returned.
 */
export function watch(credential: Credential, question: Question, { onState, onFrame }: WatchListener): AsyncIterableIterator<unknown> {
  const url = new URL('/graphql', window.location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const session = credential.kind === 'key' ? {} : { organizationId: credential.organizationId };
  const connectionParams = credential.kind === 'key' ? { authorization: `Bearer ${credential.key}` } : session;
  const sent = { query: question.query, variables: question.variables as Record<string, unknown> | undefined, operationName: question.operationName };
  const goOnAfter = (position: string): void => void Object.assign(sent, withAfter(question, position)); // what is sent once the socket is back
  let wasLost = false;
  const client = openClient({
    url: url.href,
    connectionParams,
    lazy: true,
    retryAttempts: mostTries,
    shouldRetry: () => true,
    retryWait: async tries => {
      wasLost = true;
      onState('lost');
      await new Promise(done => setTimeout(done, Math.min(250 * 2 ** tries, longestWaitMs)));
    },
    on: { connected: () => onState(wasLost ? 'resumed' : 'open') },
  });
  onState('opening');
  void ask(credential, { query: '{ __typename }' }).then(({ receipt: { position } }) => {
    if (position !== null && !wasLost && sent.query === question.query && sent.variables === question.variables) goOnAfter(position);
  });
  const frames = client.iterate(sent);

  const told: AsyncIterableIterator<unknown> = {
    async next() {
      const frame = await frames.next().catch((error: unknown) => {
        throw isClose(error) ? new Error(`The subscription was ended: ${error.reason || `code ${error.code}`}.`) : error;
      });
      if (frame.done !== true) {
        const position = positionOf(frame.value);
        if (position !== null) goOnAfter(position);
        onFrame(frame.value);
      }
      return frame;
    },
    async return() {
      const end = await frames.return?.();
      await client.dispose();
      return end ?? { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => told,
  };
  return told;
}
