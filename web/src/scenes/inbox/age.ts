const steps = [
  [86_400 * 7, 'w'],
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
] as const;

/** How long ago, as short as it can be said: `now`, `5m`, `3h`, `2d`, `6w`; a date after a year. */
export function ageOf(instant: Date, now: Date): string {
  const seconds = (now.getTime() - instant.getTime()) / 1000;
  if (seconds >= 86_400 * 365) return new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short' }).format(instant);
  const [length, unit] = steps.find(([size]) => seconds >= size) ?? [0, ''];
  return length === 0 ? 'now' : `${String(Math.floor(seconds / length))}${unit}`;
}
