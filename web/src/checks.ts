/** What is wrong with a form's values, by field; a field that is fine is absent. */
export type Faults<Field extends string> = Partial<Record<Field, string>>;

/** One sentence about a value, or null when nothing is wrong. */
export type Check = (value: string) => string | null;

export const passwordLength = { min: 12, max: 128 } as const;

/** Faults of all values, each field by its own check. */
export function faultsOf<Field extends string>(checks: Record<Field, Check>, values: Record<Field, string>): Faults<Field> {
  const faults: Faults<Field> = {};
  for (const field of Object.keys(checks) as Field[]) {
    const fault = checks[field](values[field]);
    if (fault !== null) faults[field] = fault;
  }
  return faults;
}

/** Demands something other than white space. */
export const filled = (words: string): Check => value => (value.trim() === '' ? words : null);

/** Demands what looks like one mail address; whether it exists, the mail itself finds out. */
export const mailAddress: Check = value => {
  if (value.trim() === '') return 'Enter your email address.';
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : 'This does not look like an email address.';
};

/** Demands a password of a length the house accepts. Characters are counted as people see them, not as bytes. */
export const newPassword: Check = value => {
  const { length } = [...value];
  if (length === 0) return 'Choose a password.';
  if (length < passwordLength.min) return `Use at least ${passwordLength.min} characters; ${passwordLength.min - length} more to go.`;
  return length > passwordLength.max ? `Use at most ${passwordLength.max} characters.` : null;
};

/** Accepts anything. */
export const anything: Check = () => null;

/** How far a new password is, by length alone: composition rules make passwords worse, length makes them better. */
export function passwordStrength(value: string): { share: number; level: 'none' | 'short' | 'fair' | 'good' | 'strong'; words: string } {
  const { length } = [...value];
  const { min, max } = passwordLength;
  if (length === 0) return { share: 0, level: 'none', words: `${min} characters or more. A few unrelated words make a good one.` };
  if (length > max) return { share: 1, level: 'short', words: `At most ${max} characters.` };
  if (length < min) {
    const missing = min - length;
    return { share: (length / min) * 0.5, level: 'short', words: `${missing} more character${missing === 1 ? '' : 's'}.` };
  }
  if (length < 16) return { share: 0.65, level: 'fair', words: 'Long enough.' };
  if (length < 20) return { share: 0.85, level: 'good', words: 'Good length.' };
  return { share: 1, level: 'strong', words: 'Great length.' };
}
