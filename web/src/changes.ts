/** What is other than before, field by field: what somebody else changed meanwhile in the other fields stays. */
export function changesOf<Input extends object>(before: Readonly<Record<keyof Input, unknown>>, after: Input): Partial<Input> {
  const fields = Object.keys(after) as (keyof Input)[];
  const changed = fields.filter(field => written(before[field]) !== written(after[field]));
  return Object.fromEntries(changed.map(field => [field, after[field]])) as Partial<Input>;
}

const written = (value: unknown): string => JSON.stringify(value ?? null);
