/** Why the house said no, in words a person can read, with the id under which the house remembers it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly requestId?: string;
  /** Seconds to wait before asking again. */
  readonly retryAfter?: number;
}

/** Thrown by the clients of this folder when an answer is a no. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

const offline = 'Deskgraph cannot be reached. Check your connection and try again.';
const fault = 'Something went wrong on our side. Try again in a moment.';

/** The refusal in whatever was thrown. */
export function refusalFrom(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof TypeError) return { code: 'OFFLINE', message: offline }; // what fetch throws without a network
  return { code: 'INTERNAL', message: fault };
}

/** The refusal in an answer of /auth. Words of the house when it gave any, else ours by status. */
export function refusalOf(status: number, body: unknown, headers: { get(name: string): string | null }): Refusal {
  const said = isRecord(body) && isRecord(body['error']) ? body['error'] : {};
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return {
    code: text(said['code']) ?? (status === 429 ? 'TOO_MANY_REQUESTS' : status >= 500 ? 'INTERNAL' : 'INVALID'),
    message: text(said['message']) ?? (status === 429 ? 'Too many attempts. Wait a moment and try again.' : fault),
    field: text(said['field']),
    requestId: headers.get('x-request-id') ?? undefined,
    retryAfter: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined,
  };
}

/** The refusal in a GraphQL result: a mutation's payload first, else the first of its errors; null when it is a yes. */
export function refusalIn(result: { data?: unknown; errors?: readonly unknown[]; extensions?: unknown }): Refusal | null {
  const requestId = isRecord(result.extensions) ? text(result.extensions['requestId']) : undefined;
  for (const payload of isRecord(result.data) ? Object.values(result.data) : []) {
    const refusal = isRecord(payload) ? payload['refusal'] : null;
    if (isRecord(refusal)) return said(refusal, refusal['code'], requestId);
  }
  const [error] = result.errors ?? [];
  if (!isRecord(error)) return null;
  const extensions = isRecord(error['extensions']) ? error['extensions'] : {};
  return said(error, extensions['code'], text(extensions['requestId']) ?? requestId);
}

/** How long to wait, in words. */
export function waitWords(seconds: number): string {
  if (seconds < 60) return `${seconds} second${seconds === 1 ? '' : 's'}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} minute${minutes === 1 ? '' : 's'}`;
}

function said(source: Record<string, unknown>, code: unknown, requestId: string | undefined): Refusal {
  return { code: text(code) ?? 'INTERNAL', message: text(source['message']) ?? fault, field: text(source['field']), requestId };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
