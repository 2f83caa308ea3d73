/** Permission atoms by their noun, both sorted: `member` -> `invite`, `read`. */
export function byNoun(atoms: readonly string[]): [noun: string, verbs: string[]][] {
  const nouns = new Map<string, string[]>();
  for (const atom of [...atoms].sort()) {
    const [noun = atom, ...verb] = atom.split('.');
    nouns.set(noun, [...(nouns.get(noun) ?? []), verb.join('.') || noun]);
  }
  return [...nouns];
}

/** A noun or verb of the house as people read it: `apiKey` -> `API key`, `changeRole` -> `Change role`. */
export function readable(word: string): string {
  const spaced = word.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_.]/g, ' ').toLowerCase();
  const sentence = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  return sentence.replace(/\bapi\b/i, 'API').replace(/\bid\b/g, 'ID');
}
