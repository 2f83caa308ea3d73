import { describe, expect, it } from '@jest/globals';
import { hasColours, mailDocument, remoteImages, withoutStyles } from './mailDocument.js';

const look = { nonce: 'n', ink: '#000', link: '#00f', line: '#ccc', files: new Map([['logo@x', '/files/ticketing/a']]) };

describe('a mail as a document', () => {
  it('shows its own pictures, and has no address of any other', () => {
    const html = mailDocument('<img src="cid:logo%40x"><img src="cid:gone"><img data-blocked-src="https://e.example/p.png">', look);

    expect(html).toContain('<img src="/files/ticketing/a"><img><img data-blocked-src');
    expect(html).toContain("default-src 'none'");
  });

  it('sets styles aside in tags, and leaves words as they are', () => {
    expect(withoutStyles('<p style="color:red">say style="x"</p>')).toBe('<p data-style="color:red">say style="x"</p>');
  });

  it('counts what it wants from elsewhere, and knows whether it brings colours', () => {
    expect(remoteImages('<img data-blocked-src="https://e/1"><img src="cid:a"> data-blocked-src="no"')).toBe(1);
    expect([hasColours('<p>color:</p>'), hasColours('<td bgcolor="#fff">'), hasColours('<p style="color:red">')]).toEqual([false, true, true]);
  });
});
