/** An amount in minor units, as people write it: `money(12345, 'EUR')` -> `€123.45`. How many minor units one is, is the currency's (ISO 4217). */
export function money(minorUnits: number, currency: string, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
