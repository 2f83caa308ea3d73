import { describe, expect, it } from '@jest/globals';
import { majorUnits, minorUnits, money } from './money.js';

describe('money', () => {
  it('has as many minor units as its currency', () => {
    const written = [money(12_345, 'EUR', 'en-GB'), money(12_345, 'JPY', 'en-GB'), money(-5, 'USD', 'en-GB')];

    expect(written).toEqual(['€123.45', 'JP¥12,345', '-US$0.05']);
  });

  it('has the minor units of ISO 4217, also where browsers write amounts without', () => {
    const written = ['HUF', 'PKR', 'KWD', 'IQD', 'UYW'].map(currency => money(123_456, currency, 'en-GB').replace(/\s/g, ' '));

    expect(written).toEqual(['HUF 1,234.56', 'PKR 1,234.56', 'KWD 123.456', 'IQD 123.456', 'UYW 12.3456']);
  });
});

describe('an amount as people type it', () => {
  it('is read with a point or a comma, as finely as the currency goes', () => {
    expect([minorUnits('123.45', 'EUR'), minorUnits(' 123,4 ', 'EUR'), minorUnits('123', 'JPY')]).toEqual([12345, 12340, 123]);
    expect([minorUnits('123.45', 'HUF'), minorUnits('1,234', 'KWD'), minorUnits('1.5', 'JPY')]).toEqual([12345, 1234, null]);
  });

  it('is none where it is no amount, below nothing or too fine', () => {
    expect(['', 'abc', '-1', '1.234', '1,2,3'].map(typed => minorUnits(typed, 'EUR'))).toEqual([null, null, null, null, null]);
  });

  it('is written as it is read', () => {
    expect([majorUnits(12345, 'EUR'), majorUnits(123, 'JPY'), majorUnits(12345, 'HUF'), majorUnits(1234, 'KWD')]).toEqual(['123.45', '123', '123.45', '1.234']);
  });
});
