import { type Credential, headersOf, type Question } from '../ask.js';
import { type Refusal, Refused, refusalFrom, refusalIn } from '../../refusal.js';

/** One field of a document, and what it adds to the cost. */
export interface CostField {
  readonly path: string;
  readonly line: number;
  /** How often it is asked at worst. */
  readonly times: number;
  readonly cost: number;
}

/** What a document would cost, as the gateway tells it. */
export interface Estimate {
  readonly cost: { readonly requested: number; readonly limit: number };
  readonly refusal: { readonly code: string; readonly message: string; readonly what?: string; readonly line?: number } | null;
  readonly fields: readonly CostField[];
}

/** An estimate as people read it. */
export interface CostWords {
  readonly state: 'fine' | 'dear' | 'refused' | 'unread';
  /** One word for the meter. */
  readonly word: string;
  /** Why, and what can be done. */
  readonly words: string;
  /** How much of the limit is used, 0 to 1. */
  readonly share: number;
}

/** From this share of the limit on, a question is dear. */
const dear = 0.5;
const count = new Intl.NumberFormat('en-GB');

/** Asks what a question would cost; it is not run. Throws Refused. */
export async function askCost(credential: Credential, question: Question, signal: AbortSignal): Promise<Estimate> {
  try {
    const response = await fetch('/graphql/cost', {
      method: 'POST',
      credentials: credential.kind === 'key' ? 'omit' : 'same-origin',
      headers: headersOf(credential),
      body: JSON.stringify(question),
      signal,
    });
    const body: unknown = await response.json();
    if (response.ok) return body as Estimate; // the shape is the gateway's, see gateway/src/http/cost.ts
    throw new Refused(refusalIn(body as object) ?? unknown);
  } catch (error) {
    throw signal.aborted ? error : new Refused(refusalFrom(error));
  }
}

/** Puts an estimate into words. */
export function wordsOf({ cost, refusal, fields }: Estimate): CostWords {
  const { requested, limit } = cost;
  const share = Math.min(requested / limit, 1);
  if (refusal?.code === 'GRAPHQL_PARSE_FAILED') {
    const where = refusal.line === undefined ? '' : ` in line ${refusal.line}`;
    return { state: 'unread', word: 'not readable yet', words: `The question cannot be read${where}: ${refusal.message.replace(/^Syntax Error: /, '')}`, share: 0 };
  }
  if (refusal?.code === 'OPERATION_RESOLUTION_FAILURE') return { state: 'unread', word: 'no operation', words: 'Write one operation, or put the cursor into the one you mean.', share: 0 };
  if (refusal?.what === 'cost') {
    return { state: 'refused', word: 'refused', words: `It would be refused: ${count.format(requested)} is more than the ${count.format(limit)} allowed. ${remedy(fields)}`, share };
  }
  if (refusal) return { state: 'refused', word: 'refused', words: `It would be refused. ${refusal.message}`, share };
  if (share > dear) return { state: 'dear', word: 'dear', words: `It runs, but takes much of what one question may cost. ${remedy(fields)}`, share };
  return { state: 'fine', word: 'fine', words: 'It is well within what one question may cost.', share };
}

/** `312 of 5,000`. */
export function figureOf({ cost: { requested, limit } }: Estimate): string {
  return `${requested > 9_999_999 ? 'Millions' : count.format(requested)} of ${count.format(limit)}`;
}

/** How often a field is asked, in words. */
export function timesOf({ times }: CostField): string {
  return times === 1 ? 'once' : `up to ${count.format(times)} times`;
}

function remedy([dearest]: readonly CostField[]): string {
  if (dearest === undefined) return 'Ask for less.';
  const page = dearest.times > 1 ? `${dearest.path} is asked ${timesOf(dearest)}: ask for fewer with "first" further out, or leave it out.` : `Most of it is ${dearest.path}: ask for fewer with "first".`;
  return page;
}

const unknown: Refusal = { code: 'INTERNAL', message: 'The cost is not known right now.' };
