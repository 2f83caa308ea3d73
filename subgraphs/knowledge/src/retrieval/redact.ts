const patterns: readonly [name: string, pattern: RegExp][] = [
  ['email', /[^\s@<>(),;:"]{1,64}@(?:[^\s@<>(),;:".]{1,63}\.){1,8}[^\s@<>(),;:".!?]{1,63}/gu],
  ['iban', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g],
  ['number', /\+?\d(?:[ ()/.-]{0,2}\d){8,}/g],
];
const cas = /^\d{2,7}-\d{2}-\d$/;

/** A question without what may point to a person: addresses, account numbers, telephone and card numbers. CAS numbers stay. Takes time that grows with the text only. */
export function redact(text: string): string {
  return patterns.reduce((left, [name, pattern]) => left.replace(pattern, found => (cas.test(found) ? found : `[${name}]`)), text);
}
