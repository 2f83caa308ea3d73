import { randomUUID } from 'node:crypto';
import type { TestHouse } from '@deskgraph/testing';
import { quantile, timed, type Figure } from '../table.js';
import { randomness } from './collection.js';
import { load, type Loaded } from './load.js';

/** Asks as somebody who is given these tokens. */
export type Ask = (organizationId: string, text: string, acl: readonly string[]) => Promise<unknown>;

const vocabulary = 60_000;
const questions = 200;

/** How long a question takes, in an organization of so many passages: short ones, whole messages, and as somebody who sees one passage of 200. */
export async function measureLatency(test: TestHouse, ask: Ask, passages: number): Promise<Figure[]> {
  const { id } = await test.organization(`Passages${String(passages)}`);
  const [random, words] = [randomness(passages), zipf(passages + 1)];
  const texts: string[] = [];
  const documents = function* (): Generator<Loaded> {
    for (let n = 0; n < passages; n++) {
      const text = Array.from({ length: 110 }, words).join(' ');
      if (n % Math.ceil(passages / questions) === 0) texts.push(text);
      yield { id: randomUUID(), title: `${words()} ${words()} ${words()}`, text, acl: n % 200 === 0 ? 'article:restricted' : 'article:public' };
    }
  };
  await load(test, id, documents());
  const some = (text: string, count: number): string => {
    const all = [...new Set(text.split(' '))];
    return Array.from({ length: count }, () => all[Math.floor(random() * all.length)]).join(' ');
  };
  const figures: Figure[] = [];
  const everything = ['article:public', 'article:internal', 'article:restricted'];
  for (const [what, count, acl, goal] of [
    ['3 to 6 words', () => 3 + Math.floor(random() * 4), everything, passages === 100_000 ? 'p95 <= 30 ms' : ''],
    ['40 words', () => 40, everything, ''],
    ['3 to 6 words, seeing 0.5 %', () => 3 + Math.floor(random() * 4), ['article:restricted'], ''],
  ] as const) {
    const samples: number[] = [];
    const bare: number[] = [];
    for (const text of texts.concat(texts.slice(0, 20))) {
      const question = some(text, count());
      const began = performance.now();
      await ask(id, question, acl);
      samples.push(performance.now() - began);
      bare.push(...(await timed(1, () => test.sql('select 1'))));
    }
    const [warm, beside] = [samples.slice(20), quantile(bare, 0.5)];
    figures.push({ what: `search, ${String(passages / 1000)}k passages, ${what} (p50 / p95)`, value: `${quantile(warm, 0.5).toFixed(1)} / ${quantile(warm, 0.95).toFixed(1)} ms`, peer: `select 1: ${beside.toFixed(1)} ms`, ratio: `${(quantile(warm, 0.5) / beside).toFixed(0)}x`, goal });
  }
  return figures;
}

/** Words as often as in real texts: the n-th most common one in proportion to 1 / (n + 2.7). */
function zipf(seed: number): () => string {
  const random = randomness(seed);
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= vocabulary; rank++) sums.push((sum += 1 / (rank + 2.7)));
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, vocabulary - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return wordOf(low);
  };
}

/** The same made-up word for the same number. */
function wordOf(number: number): string {
  const [heads, hearts] = ['bdfgklmnprtvz', 'aou'];
  let [word, left] = ['', number + 1000];
  for (; left > 0; left = Math.floor(left / 39)) word += heads.charAt(left % 13) + hearts.charAt(Math.floor(left / 13) % 3);
  return `${word}x`;
}
