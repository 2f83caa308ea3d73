import type { IdentityKind, InteractionChannel } from '../../gql/graphql.js';

/** A way to reach somebody, in a word. */
export const contactWords: Readonly<Record<IdentityKind, string>> = { MAIL: 'Email', PHONE: 'Telephone', EXTERNAL: 'Outside id' };

/** How something happened, in a word. */
export const channelWords: Readonly<Record<InteractionChannel, string>> = { CALL: 'Call', MAIL: 'Mail', NOTE: 'Note', ORDER: 'Order', TICKET: 'Ticket' };

/** What a field of a customer is called on screen. */
export const fieldWords: Readonly<Record<string, string>> = {
  name: 'Name',
  kind: 'Kind',
  company: 'Company',
  language: 'Language',
  timeZone: 'Time zone',
  note: 'Note',
};

/** A language in the reader's own: `de` -> German. The tag itself where nobody knows it. */
export function languageName(tag: string, locale?: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What the clock shows in a time zone: `14:05`, or `Tue 00:30` where it is another day there. */
export function clockIn(timeZone: string, now: Date, locale?: string): string {
  const day = (zone?: string) => new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: zone }).format(now);
  const weekday = day(timeZone) === day() ? {} : { weekday: 'short' as const };
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone, ...weekday }).format(now);
}
