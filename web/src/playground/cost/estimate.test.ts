import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import type { Question } from '../ask.js';
import { curlOf, fetchOf } from '../code.js';
import { isChanged, keepLinks, readLinks, type Saved } from '../saved/links.js';
import { withAfter } from '../watch.js';
import { type Estimate, figureOf, timesOf, wordsOf } from './estimate.js';

const field = { path: 'tickets.nodes.messages', line: 4, times: 100, cost: 2500 };
const estimate = (requested: number, refusal: Estimate['refusal'] = null, fields = [field]): Estimate => ({ cost: { requested, limit: 5000 }, refusal, fields });

describe('the cost of a question, in words', () => {
  it.each<[string, Estimate, string, RegExp]>([
    ['fine', estimate(312), 'fine', /well within/],
    ['dear', estimate(2501), 'dear', /tickets\.nodes\.messages is asked up to 100 times/],
    ['refused for its cost', estimate(26_252, { code: 'QUERY_TOO_COMPLEX', message: '', what: 'cost' }), 'refused', /26,252 is more than the 5,000 allowed/],
    ['refused for something else', estimate(3, { code: 'QUERY_TOO_DEEP', message: 'The document is refused: depth may be 12 at most.' }, []), 'refused', /depth may be 12/],
    ['not readable yet', estimate(0, { code: 'GRAPHQL_PARSE_FAILED', message: 'Syntax Error: Expected Name, found <EOF>.', line: 3 }, []), 'unread', /in line 3: Expected Name/],
  ])('is %s', (_, given, state, words) => {
    expect(wordsOf(given).state).toBe(state);
    expect(wordsOf(given).words).toMatch(words);
  });

  it('says figures as people write them', () => {
    expect([figureOf(estimate(312)), figureOf(estimate(2 ** 50)), timesOf(field), timesOf({ ...field, times: 1 })]).toEqual(['312 of 5,000', 'Millions of 5,000', 'up to 100 times', 'once']);
  });
});

describe('a question as code', () => {
  const question = { query: 'query Q($n: Int) { a(text: "it\'s `${x}` \\\\") }\n', variables: { n: 1 }, operationName: 'Q' };

  it('is a line a shell reads, with a placeholder for the key', () => {
    const line = curlOf({ origin: 'http://desk.test' }, question);

    expect(line).toContain("-H 'authorization: Bearer YOUR_API_KEY'");
    expect(line).toContain(String.raw`it'\''s`);
    expect(line.replaceAll(String.raw`'\''`, '').match(/'/g)).toHaveLength(8);
  });

  it('is JavaScript that sends the same question', async () => {
    const sent: string[] = [];
    const source = fetchOf({ origin: 'http://desk.test' }, question).replace('console.log(data);', 'return data;');
    const fetch = (_url: string, { body }: { body: string }) => { sent.push(body); return Promise.resolve({ json: () => Promise.resolve({ data: 7 }) }); };

    const data: unknown = await runInNewContext(`(async () => { ${source} })()`, { fetch });

    expect(data).toBe(7);
    expect(JSON.parse(sent[0] ?? '')).toEqual({ ...question, query: question.query.trim() });
  });
});

describe('the saved queries of tabs', () => {
  const saved: Saved = { id: 's', version: 1, name: 'Who', document: '{ a }', variables: '', shared: false, viewerCan: [] };

  it('are remembered of each organization, and what is broken is forgotten', () => {
    const kept = new Map<string, string>();
    const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    keepLinks(memory, 'o1', { tab: saved });
    kept.set('saved:o2', '{"tab":{"id":"s"},"other":');

    expect([readLinks(memory, 'o1'), readLinks(memory, 'o2'), readLinks(memory, 'o3')]).toEqual([{ tab: saved }, {}, {}]);
  });

  it('are changed by words, not by white space around them', () => {
    expect([isChanged(saved, '{ a }\n', ' '), isChanged(saved, '{ a b }', ''), isChanged(saved, '{ a }', '{}')]).toEqual([false, true, true]);
  });
});

describe('a subscription that goes on', () => {
  it('asks for what came after the last position, over what it asked first', () => {
    const plain = (question: Question | null) => question?.query.replaceAll(/\s+/g, ' ');
    const named = { query: 'subscription S($id: ID!, $after: String) { memberChanged(id: $id, after: $after) { name } }', variables: { id: '1' } };

    expect(withAfter(named, '17')).toMatchObject({ query: named.query, variables: { id: '1', after: '17' } });
    expect(plain(withAfter({ query: 'subscription { a { b } }' }, '5'))).toBe('subscription { a(after: "5") { b } }');
    expect(plain(withAfter({ query: 'subscription { a(after: "4") { b } }' }, '5'))).toBe('subscription { a(after: "5") { b } }');
    expect(withAfter({ query: '{ a }' }, '5')).toBeNull();
  });
});
