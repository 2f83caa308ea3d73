/** An amount in minor units, as people write it: `money(12345, 'EUR')` -> `€123.45`. How many minor units one is, is the currency's (ISO 4217). */
export function money(amount: number, currency: string, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
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

const digitsOf = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
