import { Refused, refusalOf } from '@deskgraph/kit';
import { ProviderFailed } from '@deskgraph/ports';

const longest = 300;

/** Why something failed, in words that may be shown: a refusal or a provider's failure says so itself, anything else is INTERNAL. */
export function reasonOf(error: unknown): string {
  const told = refusalOf(error);
  if (told instanceof Refused) return `${told.code}: ${told.message}`.slice(0, longest);
  if (error instanceof ProviderFailed) return `${error.kind}: ${error.message}`.slice(0, longest);
  return 'INTERNAL';
}
