/** An amount in minor units, as people write it: `money(12345, 'EUR')` -> `€123.45`. How many minor units one is, is the currency's (ISO 4217). */
export function money(amount: number, currency: string, locale?: string): string {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(amount / 10 ** digits);
}

/** An amount as people type it, in minor units: `minorUnits('123.45', 'EUR')` -> 12345; null where it is none, or finer than the currency. */
export function minorUnits(typed: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const text = typed.trim().replace(',', '.');
  const [, fraction = ''] = text.split('.');
  if (!/^\d{1,12}(\.\d+)?$/.test(text) || fraction.length > digits) return null;
  return Math.round(Number(text) * 10 ** digits);
}

/** Minor units as they are typed: `majorUnits(12345, 'EUR')` -> `123.45`. */
export function majorUnits(amount: number, currency: string): string {
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** The currencies whose minor units are not hundredths, by ISO 4217. Browsers know how amounts are commonly written, without the fillér of the forint. */
const exceptions: readonly (readonly [digits: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];
const known = new Map(exceptions.flatMap(([digits, currencies]) => currencies.split(' ').map(currency => [currency, digits] as const)));
const digitsOf = (currency: string): number => known.get(currency) ?? 2;
