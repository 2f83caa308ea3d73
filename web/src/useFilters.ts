import { useSearchParams } from 'react-router';
import { dayAfter, midnight, zoneOf } from './zone.js';

interface Filters<Key extends string> {
  /** What is chosen; '' where nothing is. */
  readonly values: Readonly<Record<Key, string>>;
  readonly isAny: boolean;
  readonly set: (key: Key, value: string) => void;
  readonly clear: () => void;
}

/** What a list is narrowed by, kept in the address: it can be sent, and survives going back. */
export function useFilters<Key extends string>(...keys: readonly Key[]): Filters<Key> {
  const [params, setParams] = useSearchParams();
  const change = (changes: readonly (readonly [Key, string])[]) =>
    setParams(
      now => {
        for (const [key, value] of changes) {
          if (value === '') now.delete(key);
          else now.set(key, value);
        }
        return now;
      },
      { replace: true },
    );
  return {
    values: Object.fromEntries(keys.map(key => [key, params.get(key) ?? ''])) as Record<Key, string>,
    isAny: keys.some(key => params.has(key)),
    set: (key, value) => change([[key, value]]),
    clear: () => change(keys.map(key => [key, ''])),
  };
}

/** The value where it is one of those there are, else none: an address is typed by anybody. */
export function oneOf<Value extends string>(values: readonly Value[], given: string): Value | undefined {
  return values.find(value => value === given);
}

/** The first instant of a day, `days` later, as the clock of a time zone has it, or the reader's; none where it is no day. */
export function dayAt(day: string, days = 0, zone = ''): string | undefined {
  const isDay = /^(19|2\d)\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)); // a year is 0002 while it is typed
  return isDay ? midnight(dayAfter(day, days), zoneOf(zone)).toISOString() : undefined;
}
