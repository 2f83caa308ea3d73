import { analyze } from '@deskgraph/knowledge';
import type { Collection } from './collection.js';

const [k1, b, titleWeight] = [1.2, 0.75, 3];

/** BM25 as the books have it, over whole documents in memory: what the SQL is held against. */
export function referenceRanker({ documents }: Collection): (text: string) => string[] {
  const postings = new Map<string, Map<number, number>>();
  const lengths = documents.map(({ title, text }, index) => {
    const terms = [...Array.from({ length: titleWeight }, () => analyze(title)).flat(), ...analyze(text)];
    for (const term of terms) {
      const posting = postings.get(term) ?? new Map<number, number>();
      postings.set(term, posting.set(index, (posting.get(index) ?? 0) + 1));
    }
    return terms.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return text => {
    const scores = new Map<number, number>();
    for (const term of analyze(text)) {
      const posting = postings.get(term) ?? new Map<number, number>();
      const idf = Math.log(1 + (documents.length - posting.size + 0.5) / (posting.size + 0.5));
      for (const [index, count] of posting) {
        const norm = k1 * (1 - b + (b * (lengths[index] ?? 0)) / average);
        scores.set(index, (scores.get(index) ?? 0) + (idf * count * (k1 + 1)) / (count + norm));
      }
    }
    return [...scores].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, 100).map(([index]) => documents[index]?.id ?? '');
  };
}
