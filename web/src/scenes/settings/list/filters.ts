import { useSearchParams } from 'react-router';

/** The filters of a page, kept in its address: whoever gets the link sees the same. An absent one is ''. */
export interface Filters<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  readonly isOn: boolean;
  readonly change: (changes: Partial<Record<Name, string>>) => void;
  readonly clear: () => void;
}

/** Reads and writes the filters of these names. */
export function useFilters<Name extends string>(...names: readonly Name[]): Filters<Name> {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.map(name => [name, search.get(name) ?? ''])) as Record<Name, string>;
  const change = (changes: Partial<Record<Name, string>>) =>
    setSearch(
      shown => {
        const next = new URLSearchParams(shown);
        for (const [name, value] of Object.entries<string | undefined>(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  return {
    ...{ values, change, isOn: names.some(name => values[name] !== '') },
    clear: () => change(Object.fromEntries(names.map(name => [name, ''])) as Record<Name, string>),
  };
}

/** The value of a filter as the graph takes it: nothing where nothing is chosen. */
export const chosen = (value: string): string | undefined => value || undefined;

/** The instant a day begins, in the reader's zone; `days` later where asked for. Nothing for what is no day. */
export function dayFrom(day: string, days = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  const instant = new Date(year ?? Number.NaN, (month ?? Number.NaN) - 1, (date ?? Number.NaN) + days);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id typed by hand, where it looks like one. */
export const idIn = (value: string): string | undefined => (uuid.test(value.trim()) ? value.trim().toLowerCase() : undefined);
