import { describe, expect, it } from '@jest/globals';
import { clockIn, languageName } from './customerWords.js';

describe('the clock where a customer is', () => {
  const noon = new Date(2026, 10, 28, 12);

  it('shows the hour there', () => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

    expect(clockIn(here, noon, 'en-GB')).toBe('12:00');
  });

  it('says the day where it is another one', () => {
    const ahead = clockIn('Pacific/Kiritimati', new Date(Date.UTC(2026, 10, 28, 23, 30)), 'en-GB');

    expect(ahead).toMatch(/^\w{3} 13:30$|^13:30$/);
  });
});

describe('a language', () => {
  it('is named in the reader\'s own', () => expect(languageName('de', 'en')).toBe('German'));

  it('is its tag where nobody knows it', () => expect(languageName('!', 'en')).toBe('!'));
});
