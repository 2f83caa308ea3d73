/** Values that have broken programs like ours: one of each kind, for every argument there is. */
export const naughty: readonly unknown[] = [
  null, '', ' ', '\0', 'a\0b', '\ud800', 'a\udfff', '\u202egnp.exe', '\u200b', '\ufeff', '𝕿𝖊𝖘𝖙 👩‍👩‍👧‍👦', 'ﷺ'.repeat(40), 'é'.normalize('NFD'),
  'x'.repeat(10_000), 'x'.repeat(100_000), "'; drop table accounts.member; --", '" or ""="', '%', '_', '\\', '${7*7}', '{{7*7}}', '<script>alert(1)</script>', '../../etc/passwd',
  'a@b@c', 'a@b.c\r\nBcc: d@e.f', '=1+1', 'true', 'undefined', 'NaN', '1e400', '-0', '0x10',
  '0000-01-01T00:00:00Z', '292277026-01-01T00:00:00Z', '2026-13-45T99:99:99Z', '2026-11-20',
  0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, true, false, [], {}, [null], [[]], { a: 1 }, { id: { in: [1] } }, { __proto__: null, constructor: 'x' },
  Array.from({ length: 10_000 }, (_, index) => String(index)), '00000000-0000-0000-0000-000000000000', '{"$ne": null}',
];
