/** @jest-environment jsdom */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { webcrypto } from 'node:crypto';
import { emptyDraft, keepDraft, readDraft, type DraftPlace } from './draft.js';

const place: DraftPlace = { organizationId: 'o', memberId: 'm', ticketId: 't', mode: 'reply' };
beforeAll(() => {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto }); // jsdom has no randomUUID
});
beforeEach(() => localStorage.clear());

describe('a draft', () => {
  it('is what was written, with its key, until it is empty again', () => {
    const draft = { ...emptyDraft(), html: '<p>Dear Ada</p>', files: [{ id: 'f', name: 'a.pdf', size: 1 }], seen: 'last' };
    keepDraft(place, draft);

    expect(readDraft(place)).toEqual(draft);
    keepDraft(place, { ...draft, html: '<p> </p>', files: [] });
    expect(localStorage).toHaveLength(0);
  });

  it('of a note, another ticket or another member is another', () => {
    keepDraft(place, { ...emptyDraft(), html: '<p>Secret</p>' });

    for (const other of [{ mode: 'note' as const }, { ticketId: 'u' }, { memberId: 'n' }, { organizationId: 'p' }]) expect(readDraft({ ...place, ...other }).html).toBe('');
  });

  it('that was spoilt is an empty one, and one that cannot be kept says so', () => {
    localStorage.setItem('deskgraph-draft:o:m:t:reply', '{');
    const full = { getItem: () => null, removeItem: () => undefined, setItem: () => { throw new Error('QuotaExceededError'); } };

    expect(readDraft(place).html).toBe('');
    expect(keepDraft(place, { ...emptyDraft(), html: '<p>x</p>' }, full)).toBe(false);
  });
});
