import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { examined, kindsByName } from './file-kind.js';

/** What comes of bytes that arrive in these pieces. */
async function outcome(type: string, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  const chunks = pieces.map(piece => Buffer.from(piece as string));
  const bytes = examined((async function* () { yield* chunks; })(), { type, size: chunks.reduce((sum, { length }) => sum + length, 0) });
  const passed: Uint8Array[] = [];
  try {
    for await (const chunk of bytes) passed.push(chunk);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return Buffer.concat(passed).equals(Buffer.concat(chunks)) ? 'as they were' : 'changed';
}

describe('text', () => {
  it('is UTF-8 without a NUL, wherever it is cut', async () => {
    expect(await outcome('text/plain', 'plain')).toBe('as they were');
    expect(await outcome('text/csv', Buffer.from('\u20ac;1').subarray(0, 2), Buffer.from('\u20ac;1').subarray(2))).toBe('as they were');
    expect(await outcome('text/plain', 'half of it: ', Buffer.from('\u20ac').subarray(0, 2))).toBe('FILE_OTHER_TYPE');
    expect(await outcome('text/plain', Buffer.from([0xff, 0x41]))).toBe('FILE_OTHER_TYPE');
    expect(await outcome('text/plain', 'a'.repeat(10_000), '\0')).toBe('FILE_OTHER_TYPE');
  });

  it('is nothing that has a form of its own', async () => {
    expect(await outcome('text/plain', '%PDF-1.7\n')).toBe('FILE_OTHER_TYPE');
    expect(await outcome('text/plain', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')).toBe('FILE_OTHER_TYPE');
  });
});

describe('a type', () => {
  it('is told by the first bytes, wherever they are cut', async () => {
    const gif = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff;'.padEnd(9000, '\0'), 'latin1');

    expect(await outcome('image/gif', gif.subarray(0, 3), gif.subarray(3))).toBe('as they were');
    expect(await outcome('image/png', gif)).toBe('FILE_OTHER_TYPE');
    expect(await outcome('application/pdf', '%PDF-1.7\n')).toBe('as they were');
    expect(await outcome('application/pdf', 'no PDF')).toBe('FILE_OTHER_TYPE');
  });

  it.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/javascript', 'application/octet-stream'])('that nobody can check, or that runs, is no kind\'s: %s', type => {
    const kind = { room: 'test', name: 'test', types: [type], maxBytes: 1, most: 1, stored: () => Promise.resolve() };

    expect(() => kindsByName([kind])).toThrow(type);
  });
});
