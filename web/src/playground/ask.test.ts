import { describe, expect, it } from '@jest/globals';
import { headersOf, receiptOf } from './ask.js';

describe('the playground', () => {
  it('sends a key alone, without organization', () => {
    expect(headersOf({ kind: 'key', key: 'dgk_a_b' })).toEqual({
      accept: 'application/json', 'content-type': 'application/json', 'x-deskgraph-csrf': '1', authorization: 'Bearer dgk_a_b',
    });
  });

  it('names the organization only when one is chosen', () => {
    expect(headersOf({ kind: 'session', organizationId: 'o-1' })).toMatchObject({ 'x-organization-id': 'o-1' });
    expect(headersOf({ kind: 'session', organizationId: null })).not.toHaveProperty('x-organization-id');
  });

  it('reads cost and request id from the answer, the id from the header at need', () => {
    const extensions = { cost: { requested: 12, limit: 1000 }, requestId: 'r-1' };
    expect(receiptOf({ extensions }, 200, 'r-0', 4.6)).toEqual({
      cost: { requested: 12, limit: 1000 }, requestId: 'r-1', position: null, milliseconds: 5, status: 200,
    });
    expect(receiptOf({}, 429, 'r-0', 1)).toEqual({ cost: null, requestId: 'r-0', position: null, milliseconds: 1, status: 429 });
  });
});
