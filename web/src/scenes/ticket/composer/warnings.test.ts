import { describe, expect, it } from '@jest/globals';
import { faultOfFile, saidSince, speaksOfFile } from './warnings.js';

describe('before something is sent', () => {
  it.each(['I attached it.', 'See the attachment', 'Das Blatt ist im Anhang.', 'Anbei das Datenblatt', 'siehe ci-joint'])('%s speaks of a file', words => {
    expect(speaksOfFile(`<p>${words}</p>`)).toBe(true);
  });

  it.each(['<p>We are attachés.</p>', '<p>Hello</p>', '<blockquote><p>It is attached</p></blockquote><p>Thanks</p>'])('%s does not', html => {
    expect(speaksOfFile(html)).toBe(false);
  });

  it('what others said since counts, and neither notes nor one\'s own', () => {
    const messages = [{ id: '1', kind: 'INBOUND' }, { id: '2', kind: 'NOTE', author: { id: 'ann' } }, { id: '3', kind: 'REPLY', author: { id: 'me' } }, { id: '4', kind: 'REPLY', author: { id: 'ann' } }, { id: '5', kind: 'INBOUND', author: null }];

    expect(saidSince(messages, '1', 'me').map(({ id }) => id)).toEqual(['4', '5']);
    expect(saidSince(messages, null, 'me')).toEqual([]);
  });

  it('a file is told why it cannot go', () => {
    expect(faultOfFile({ name: 'a.exe', size: 1, type: 'application/x-msdownload' }, [])).toMatch('cannot be sent');
    expect(faultOfFile({ name: 'a.pdf', size: 20_000_000, type: 'application/pdf' }, [{ size: 10_000_000 }])).toMatch('25 MB');
    expect(faultOfFile({ name: 'a.pdf', size: 1, type: 'application/pdf' }, [])).toBeNull();
  });
});
