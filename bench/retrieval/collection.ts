import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Documents, questions, and which document answers which question how well: a folder in the form of BEIR. */
export interface Collection {
  readonly name: string;
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly questions: readonly { readonly id: string; readonly text: string }[];
  /** Document to grade, by question. */
  readonly judged: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** How many questions are asked at the most: every n-th of a longer list. */
const mostQuestions = 500;

/** Reads corpus.jsonl, queries.jsonl and qrels.tsv. */
export function readCollection(folder: string): Collection {
  const lines = (name: string): string[] => readFileSync(join(folder, name), 'utf8').split('\n').filter(line => line !== '');
  const rows = (name: string) => lines(name).map(line => JSON.parse(line) as { _id: string; title?: string; text: string });
  const judged = new Map<string, Map<string, number>>();
  for (const line of lines('qrels.tsv').slice(1)) {
    const [question = '', document = '', grade = '0'] = line.split('\t');
    if (Number(grade) > 0) judged.set(question, (judged.get(question) ?? new Map<string, number>()).set(document, Number(grade)));
  }
  const asked = rows('queries.jsonl').filter(({ _id: id }) => judged.has(id));
  const step = Math.ceil(asked.length / mostQuestions);
  return {
    name: basename(folder),
    documents: rows('corpus.jsonl').map(({ _id: id, title = '', text }) => ({ id, title, text })),
    questions: asked.filter((_, index) => index % step === 0).map(({ _id: id, text }) => ({ id, text })),
    judged,
  };
}

/** The mean quality of many answers. */
export interface Quality {
  /** How good the first ten are, against the best order there is. */
  readonly ndcg: number;
  /** Which share of what is relevant is among the first hundred. */
  readonly recall: number;
}

/** Asks every question; answers are document ids, the best first. */
export async function judge({ questions, judged }: Collection, ask: (text: string) => Promise<readonly string[]> | readonly string[], change: (text: string) => string = text => text): Promise<Quality> {
  let [ndcg, recall] = [0, 0];
  for (const { id, text } of questions) {
    const relevant = judged.get(id) ?? new Map<string, number>();
    const answer = await ask(change(text));
    const best = [...relevant.values()].sort((a, b) => b - a);
    ndcg += gain(answer.map(document => relevant.get(document) ?? 0)) / gain(best);
    recall += answer.slice(0, 100).filter(document => relevant.has(document)).length / relevant.size;
  }
  return { ndcg: ndcg / questions.length, recall: recall / questions.length };
}

function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes one slip in one longer word of a text: a letter lost, doubled, replaced or swapped. */
export function slips(seed: number): (text: string) => string {
  const random = randomness(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return text => {
    const words = [...text.matchAll(/[a-z]{4,}/gi)];
    const word = words[below(words.length)];
    if (!word) return text;
    const at = word.index + 1 + below(word[0].length - 2);
    const [letter, next] = [text.charAt(at), text.charAt(at + 1)];
    const slip = [next, letter + letter + next, String.fromCharCode(97 + below(26)) + next, next + letter][below(4)] ?? next;
    return text.slice(0, at) + slip + text.slice(at + 2);
  };
}
