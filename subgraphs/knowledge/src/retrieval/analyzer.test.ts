import { describe, expect, it } from '@jest/globals';
import { analyze, tokensOf, vectorOf } from './analyzer.js';

describe('the analyzer', () => {
  it.each([
    ['words are stemmed, and stand in lower case', 'Returning the Returned pallets', ['return', 'return', 'pallet']],
    ['words that say nothing are left out', 'What is it that you should do with them?', []],
    ['what an apostrophe leaves over says nothing', `don't won’t it's`, ['won']],
    ['accents and ligatures are folded', 'Überfällige Straße, Smørbrød, œuvre', ['uberfallig', 'strass', 'smorbrod', 'oeuvr']],
    ['letters in fancy dress are letters', '𝐒afety ﬁrst', ['safeti', 'first']],
    ['a CAS number stands whole beside its parts', '7732-18-5', ['7732185', '7732', '18']],
    ['an order number is found with and without its dash', 'SO-10293', ['so10293', '10293']],
    ['an order number without a dash has the same whole', 'so10293', ['so10293', '10293']],
    ['a SKU keeps its slashes and dots together', 'ABC-123/45.2', ['abc123452', 'abc', '123', '45']],
    ['a UN number is found by its number', 'UN1090 and UN 1090', ['un1090', 'un', '1090', 'un', '1090']],
    ['an amount is found with and without a space', '25kg', ['25kg', '25', 'kg']],
    ['one sign of several says nothing alone', 'H225', ['h225', '225']],
    ['words joined by a slash are words', 'and/or self-service', ['self', 'servic']],
    ['a full stop between sentences joins no words', 'Done.Next', ['done', 'next']],
    ['scripts without spaces are cut into pairs', '危险货物', ['危险', '险货', '货物']],
    ['a long vowel of Katakana is a letter', 'サーバーエラー', ['サー', 'ーハ', 'ハー', 'ーエ', 'エラ', 'ラー']],
    ['what stands between scripts without spaces is read as what it is', '使用API接口 订单10293什么', ['使用', 'api', '接口', '订单', '10293', '什么']],
    ['one letter of a script without spaces is a term', '10号', ['10', '号']],
    ['other scripts are kept as they are', 'Возврат товара', ['возврат', 'товара']],
    ['emoji and signs are nothing', '👩‍👩‍👧‍👦 !!! & | () <->', []],
    ['operators of search engines are words', 'acid AND NOT base', ['acid', 'base']],
    ['NUL is a space', 'a\0acid', ['acid']],
    ['half a surrogate pair is nothing', '\ud800acid', ['acid']],
    ['a number that no bound holds is cut into parts', `${'9'.repeat(30)}-${'8'.repeat(30)}`, ['9'.repeat(30), '8'.repeat(30)]],
    ['a word that no bound holds is cut off', 'x'.repeat(10_000), ['x'.repeat(40)]],
    ['a word is cut off between its letters', `a${'𐐨'.repeat(60)}`, [`a${'𐐨'.repeat(39)}`]],
    ['nothing is nothing', '', []],
  ])('%s', (_rule, text, terms) => {
    expect(analyze(text)).toEqual(terms);
  });

  it('says where in the text each term stands', () => {
    const text = 'Please return pallet P-7.';

    expect(tokensOf(text).map(({ term, start, end }) => [term, text.slice(start, end)])).toEqual([
      ['pleas', 'Please'], ['return', 'return'], ['pallet', 'pallet'], ['p7', 'P-7'],
    ]);
  });

  it('says where each pair stands in a text without spaces', () => {
    expect(tokensOf('危险货').map(({ start, end }) => [start, end])).toEqual([[0, 2], [1, 3]]);
  });

  it('reads 10,000 characters of anything in a moment', () => {
    for (const hostile of ['a-', '1.', '-', 'é', '1a', '\u0301', '文', '文1', 'ﾞ']) expect(analyze(hostile.repeat(5000)).length).toBeLessThan(20_000);
  });
});

describe('a tsvector', () => {
  it('names each term once, with the places where it stands', () => {
    expect(vectorOf(['acid', 'base', 'acid'])).toBe(`'acid':1,3 'base':2`);
  });

  it('holds as many places of a term as Postgres does', () => {
    expect(vectorOf(Array.from({ length: 300 }, () => 'acid')).split(',')).toHaveLength(255);
  });
});
