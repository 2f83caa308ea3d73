import { type Refusal, refusalFrom } from '../refusal.js';

/** As whom the playground asks: the signed-in person in one organization, or the holder of a key. */
export type Credential =
  | { readonly kind: 'session'; readonly organizationId: string | null }
  | { readonly kind: 'key'; readonly key: string };

/** One question. */
export interface Question {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null;
}

/** What became of one question, told beside the answer. */
export interface Receipt {
  readonly cost: { readonly requested: number; readonly limit: number | null } | null;
  readonly requestId: string | null;
  /** The newest event the answer knows of: a subscription may go on after it. */
  readonly position: string | null;
  readonly milliseconds: number;
  readonly status: number;
}

/** A GraphQL answer, or what came instead of one. */
interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
  readonly extensions?: unknown;
}

/** The answer as it came, and its receipt. */
export interface Asked {
  readonly answer: Answered;
  readonly receipt: Receipt;
}

/** The headers of a credential. A key never travels together with the session. */
export function headersOf(credential: Credential): Record<string, string> {
  const always = { accept: 'application/json', 'content-type': 'application/json', 'x-deskgraph-csrf': '1' };
  if (credential.kind === 'key') return { ...always, authorization: `Bearer ${credential.key}` };
  return credential.organizationId === null ? always : { ...always, 'x-organization-id': credential.organizationId };
}

/** Asks the graph. Without a network, or without JSON, the answer is an error in GraphQL's shape. */
export async function ask(credential: Credential, question: Question, { signal, keepalive }: { signal?: AbortSignal; keepalive?: boolean } = {}): Promise<Asked> {
  const began = performance.now();
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: credential.kind === 'key' ? 'omit' : 'same-origin',
      headers: headersOf(credential),
      body: JSON.stringify(question),
      signal,
      keepalive,
    });
    const body: unknown = await response.json().catch(() => null);
    const noJson = { code: 'INTERNAL', message: `The answer (HTTP ${response.status}) is not JSON.` };
    const answer: Answered = isRecord(body) ? body : errorAnswer(noJson);
    return { answer, receipt: { ...receiptOf(answer, response.status, response.headers.get('x-request-id'), performance.now() - began), position: response.headers.get('x-deskgraph-position') } };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { answer: errorAnswer(refusalFrom(error)), receipt: receiptOf({}, 0, null, performance.now() - began) };
  }
}

/** The receipt in an answer. */
export function receiptOf(answer: Answered, status: number, header: string | null, milliseconds: number): Receipt {
  const extensions = isRecord(answer.extensions) ? answer.extensions : {};
  const cost = isRecord(extensions['cost']) ? extensions['cost'] : {};
  const requested = cost['requested'];
  const limit = cost['limit'];
  const id = extensions['requestId'];
  return {
    cost: typeof requested === 'number' ? { requested, limit: typeof limit === 'number' ? limit : null } : null,
    requestId: typeof id === 'string' ? id : header,
    position: null,
    milliseconds: Math.round(milliseconds),
    status,
  };
}

const errorAnswer = ({ code, message }: Refusal) => ({ errors: [{ message, extensions: { code } }] });
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
