import { askedWords, wordsOf, type Transaction } from '@deskgraph/kit';
import { terms } from './search.repository.js';

/** What somebody searches for. */
export interface Wanted {
  /** How words begin, all of which must be found. */
  readonly words: readonly string[];
  /** The number of a customer, where the text is one. */
  readonly number: number | null;
}

/** Makes a thing findable by these texts, and by nothing else it was found by before. */
export function index(tx: Transaction, subjectId: string, ...texts: string[]): Promise<void> {
  return terms(tx).replace(subjectId, wordsOf(texts));
}

/** Makes new things findable, many at once. */
export function indexAll(tx: Transaction, subjects: readonly { readonly id: string; readonly texts: readonly string[] }[]): Promise<void> {
  return terms(tx).add(subjects.flatMap(({ id, texts }) => wordsOf(texts).map(word => ({ subjectId: id, word }))));
}

/** Reads what somebody typed. Digits with what people write between them are one word: a number, with or without its country's code. */
export function wanted(text: string): Wanted {
  const number = /^#?([1-9]\d{0,8})$/.exec(text.trim())?.[1];
  const digits = /^[\d\s()./+-]+$/.test(text) ? text.replaceAll(/\D/g, '').replace(/^0+/, '') : '';
  const words = digits === '' ? askedWords(text) : [digits];
  return { words, number: number === undefined ? null : Number(number) };
}
