/** A size as people say it: `bytes(1536)` -> `1.5 kB`. */
export function bytes(count: number, locale?: string): string {
  const [unit, size] = count < 1000 ? (['byte', 1] as const) : count < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: 1 }).format(count / size);
}
