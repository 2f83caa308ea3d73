import { describe, expect, it } from '@jest/globals';
import { Refused, refusalFrom, refusalIn, refusalOf, waitWords } from './refusal.js';

describe('a refusal', () => {
  it('of /auth carries the words of the house, its field and the request id', () => {
    const headers = new Headers({ 'x-request-id': 'r-1' });
    const refusal = refusalOf(400, { error: { code: 'INVALID', message: 'Too short.', field: 'password' } }, headers);
    expect(refusal).toEqual({ code: 'INVALID', message: 'Too short.', field: 'password', requestId: 'r-1' });
  });

  it('says how long to wait', () => {
    const refusal = refusalOf(429, null, new Headers({ 'retry-after': '61' }));
    expect(refusal).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfter: 61 });
    expect([1, 59, 60, 61].map(waitWords)).toEqual(['1 second', '59 seconds', '1 minute', '2 minutes']);
  });

  it('has words even when the answer was no JSON at all', () => {
    expect(refusalOf(502, undefined, new Headers()).message).toMatch(/went wrong on our side/);
  });

  it('of a mutation is found in its payload', () => {
    const data = { memberInvite: { invitation: null, refusal: { code: 'CONFLICT', message: 'Already a member.', field: 'email' } } };
    expect(refusalIn({ data, extensions: { requestId: 'r-2' } })).toEqual({
      code: 'CONFLICT', message: 'Already a member.', field: 'email', requestId: 'r-2',
    });
  });

  it('of the gateway is found in the errors', () => {
    const errors = [{ message: 'Not allowed.', extensions: { code: 'FORBIDDEN' } }];
    expect(refusalIn({ data: { members: null }, errors, extensions: { requestId: 'r-3' } })).toEqual({
      code: 'FORBIDDEN', message: 'Not allowed.', requestId: 'r-3',
    });
  });

  it('is absent from a yes', () => {
    expect(refusalIn({ data: { memberInvite: { invitation: { id: '1' }, refusal: null } } })).toBeNull();
    expect(refusalIn({ data: { sessions: [] } })).toBeNull();
  });

  it('is found in whatever was thrown', () => {
    expect(refusalFrom(new Refused({ code: 'X', message: 'No.' }))).toEqual({ code: 'X', message: 'No.' });
    expect(refusalFrom(new TypeError('Failed to fetch')).code).toBe('OFFLINE');
    expect(refusalFrom('?').code).toBe('INTERNAL');
  });
});
