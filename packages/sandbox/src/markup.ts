/** A piece of HTML that is safe to show as it is. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = Markup | string | number | false | null | undefined | readonly Part[];

/** HTML from a template: whatever is not markup already is escaped. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((page, string, index) => page + shown(parts[index - 1]) + string));
}

function shown(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (part === false || part === null || part === undefined) return '';
  if (typeof part === 'object') return part.map(shown).join('');
  return String(part).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
