import { describe, expect, it } from '@jest/globals';
import { filterOf, given, narrowingIn, orderName, widened, withPart } from './filter.js';

const read = (address: string) => narrowingIn(new URLSearchParams(address));

describe('what an address narrows', () => {
  it('stands in place of what the view says of the same, and beside the rest', () => {
    const narrowed = read('status=PENDING,nonsense&priority=HIGH,URGENT&tag=drum,leak&q= late &createdFrom=2026-11-21T00:00:00.000Z&resolvedBefore=soon');

    expect(filterOf({ statuses: ['OPEN'], isMine: true }, narrowed)).toEqual({ statuses: ['PENDING'], isMine: true, priorities: ['URGENT', 'HIGH'], tags: ['drum', 'leak'], search: 'late', createdFrom: '2026-11-21T00:00:00.000Z' });
  });

  it.each([
    ['assignee=me', { isMine: true }],
    ['assignee=none', { isAssigned: false }],
    ['assignee=0198', { assigneeId: '0198' }],
    ['', { isAssigned: true }],
  ])('says with "%s" whose they are', (address, whose) => {
    expect(filterOf({ isAssigned: true }, read(address))).toEqual(whose);
  });

  it('is changed part by part, and taken back as a whole', () => {
    const one = withPart(withPart(new URLSearchParams('order=oldest'), 'status', ['OPEN', 'PENDING']), 'q', 'drum');

    expect(one.toString()).toBe('order=oldest&status=OPEN%2CPENDING&q=drum');
    expect(withPart(one, 'status', []).toString()).toBe('order=oldest&q=drum');
    expect(widened(one).toString()).toBe('order=oldest');
  });
});

it('what a view answers is asked with again, without what is null', () => {
  expect(given({ __typename: 'ViewFilter', statuses: null, isMine: false, tags: ['a'] })).toEqual({ isMine: false, tags: ['a'] });
  expect([orderName({ field: 'CREATED_AT', direction: 'ASC' }), orderName({ field: 'NUMBER', direction: 'ASC' })]).toEqual(['oldest', 'active']);
});
