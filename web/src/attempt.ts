/** Gives one idempotency key to one input: the same input sent again keeps its key, another input gets another. */
export function attempts(random: () => string = randomKey): (input: unknown) => string {
  let last: { input: string; key: string } | null = null;
  return input => {
    const written = JSON.stringify(input);
    if (last?.input !== written) last = { input: written, key: random() };
    return last.key;
  };
}

// Not crypto.randomUUID: browsers offer that on https and localhost only.
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
