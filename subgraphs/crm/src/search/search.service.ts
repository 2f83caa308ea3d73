import { askedWords, wordsOf, type Transaction } from '@deskgraph/kit';
import { terms } from './search.repository.js';

/** What somebody searches for. */
export interface Wanted {
  /** How words begin: all of one of these must be found. */
  readonly anyOf: readonly (readonly string[])[];
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

/**
 * Reads what somebody typed. Digits with what people write between them may be one word, a number with or without its country's code and the zero that
 * falls away behind it, or, unless they begin as from abroad, as many as they look: a part of an outside id. Short ones of these say too little to be
 * looked for.
 */
export function wanted(text: string): Wanted {
  const number = /^#?([1-9]\d{0,8})$/.exec(text.trim())?.[1];
  return { anyOf: /^[\d\s()./+-]*\d[\d\s()./+-]*$/.test(text) ? ofDigits(text) : [askedWords(text)], number: number === undefined ? null : Number(number) };
}

/** SQL with its parameters: whether all words of any alternative are found, each as `found` says of the parameter with its beginning. */
export function foundBy({ anyOf }: Wanted, found: (parameter: string) => string): [condition: string, parameters: Readonly<Record<string, string>>] {
  const named = anyOf.filter(words => words.length > 0).map((words, nth) => words.map((word, at) => [`word${String(nth)}_${String(at)}`, word] as const));
  const conditions = named.map(words => `(${words.map(([name]) => found(name)).join(' and ')})`);
  return [conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`, Object.fromEntries(named.flat())];
}

function ofDigits(text: string): string[][] {
  const joined = [text, text.replaceAll('(0)', '')].map(one => one.replaceAll(/\D/g, '').replace(/^0+/, ''));
  const apart = /^\D*(\+|00\d*\D+\d)/.test(text) ? [] : askedWords(text.replaceAll(/\D/g, ' ')).filter(word => word.length >= 4);
  const all = [...joined.filter(word => word !== '').map(word => [word]), apart];
  return [...new Map(all.map(words => [words.join(' '), words])).values()];
}
