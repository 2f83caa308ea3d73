import { describe, expect, it } from '@jest/globals';
import { MinorUnits, mostMoney, Refused, sum, times } from './index.js';

describe('money', () => {
  it('is counted exactly, up to its last unit', () => {
    expect(times(333_333_333_333_333n, 3, 'price')).toBe(mostMoney);
    expect(sum([mostMoney - 1n, 1n], 'total')).toBe(mostMoney);
    expect(sum([10n, -10n], 'total')).toBe(0n);
    expect(MinorUnits.serialize(mostMoney)).toBe(999_999_999_999_999);
  });

  it.each([
    ['a product above the limit', () => times(mostMoney, 2, 'price')],
    ['a sum above the limit', () => sum([mostMoney, 1n], 'total')],
    ['a sum below nothing', () => sum([1n, -2n], 'total')],
  ])('refuses %s', (_what, work) => {
    expect(work).toThrow(Refused);
  });

  it.each([1.5, -1, 1e15, NaN, '10', null, true, 2 ** 53])('is not %p', value => {
    expect(() => MinorUnits.parseValue(value)).toThrow('whole number');
  });
});
