/** @jest-environment jsdom */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Draft, type DraftPlace, dropDraft, keepDraft, keptDraft } from './draft.js';

const place: DraftPlace = { organizationId: 'o', personId: 'p', articleId: 'new' };
const draft: Draft = { title: 'Returns', body: 'Within 30 days.', language: 'en', visibility: 'INTERNAL', version: 0 };
beforeEach(() => localStorage.clear());

describe('the draft of an article', () => {
  it('is what was written, until it is forgotten', () => {
    keepDraft(place, draft);

    expect(keptDraft(place)).toEqual(draft);
    dropDraft(place);
    expect(keptDraft(place)).toBeNull();
  });

  it('of another organization, person or article is another', () => {
    keepDraft(place, draft);

    for (const other of [{ organizationId: 'q' }, { personId: 'q' }, { articleId: 'a' }]) expect(keptDraft({ ...place, ...other })).toBeNull();
  });
});
