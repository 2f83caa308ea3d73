import { createRequire } from 'node:module';
import util from 'node:util';
import type * as GraphqlShield from 'graphql-shield';

/** A graphql-shield rule or a combination of rules. */
export type Rule = Parameters<typeof GraphqlShield.and>[number];

// graphql-shield 7.6.5 calls util.isUndefined, which Node 23 removed: its ESM build does not load, its CJS build fails in chain and race.
if (!('isUndefined' in util)) Object.defineProperty(util, 'isUndefined', { value: (value: unknown) => value === undefined });

const shield = createRequire(import.meta.url)('graphql-shield') as typeof GraphqlShield;

/**
 * graphql-shield's rule algebra, and nothing else of it: its middleware denies nothing at a gateway. `not` is left out on purpose: it
 * turns a rule that answers an error, such as "not signed in", into permission.
 */
export const { rule, and, or, chain, race, allow, deny } = shield;
