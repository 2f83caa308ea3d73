import { describe, expect, it } from '@jest/globals';
import { money } from './money.js';

describe('money', () => {
  it('has as many minor units as its currency', () => {
    const written = [money(12_345, 'EUR', 'en-GB'), money(12_345, 'JPY', 'en-GB'), money(-5, 'USD', 'en-GB')];

    expect(written).toEqual(['€123.45', 'JP¥12,345', '-US$0.05']);
  });
});
