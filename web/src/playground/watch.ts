import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import type { Credential, Question } from './ask.js';

/** Whether a question is a subscription: those run over a WebSocket. What cannot be read is asked as it is, and refused with its reason. */
export function isSubscription({ query, operationName }: Question): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}

/** Opens subscriptions as a credential; the socket is there while one runs. */
export function openWatcher(credential: Credential): Client {
  const url = new URL('/graphql', window.location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const session = credential.kind === 'key' ? {} : { organizationId: credential.organizationId };
  const connectionParams = credential.kind === 'key' ? { authorization: `Bearer ${credential.key}` } : session;
  return createClient({ url: url.href, connectionParams, lazy: true, retryAttempts: 5 });
}
