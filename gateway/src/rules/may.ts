import type { GatewayContext } from '../context.js';
import { allow, chain, rule } from '../shield.js';
import type { Rule } from '../shield.js';
import { forbidden, suspended, unauthenticated } from './denial.js';

const permissions = new Map<string, Rule>();

/** The viewer holds this permission, through a role or an API key's scopes. One rule object per permission, so that its name is its own. */
export function may(permission: string): Rule {
  const known = permissions.get(permission);
  if (known) return known;
  const made = rule(`may:${permission}`, { cache: 'contextual' })((_parent, _args, { viewer }: GatewayContext) =>
    viewer === null ? unauthenticated() : viewer.may(permission) || forbidden(permission),
  );
  permissions.set(permission, made);
  return made;
}

/** Somebody is signed in, whatever they may do. */
export const signedIn: Rule = rule('signedIn', { cache: 'contextual' })(
  (_parent, _args, { viewer }: GatewayContext) => viewer !== null || unauthenticated(),
);

/** Everybody, signed in or not. */
export const anyone: Rule = allow;

const active = rule('active', { cache: 'contextual' })(
  (_parent, _args, { viewer }: GatewayContext) => viewer?.organizationState !== 'SUSPENDED' || suspended(),
);

const exempt = new WeakSet<Rule>();

/** The same rule, for a mutation that a suspended organization may still use. */
export function evenSuspended(inner: Rule): Rule {
  const wrapped = chain(inner);
  exempt.add(wrapped);
  return wrapped;
}

/** The rule as mutations carry it: allowed as before, and the organization is not suspended. */
export function unlessSuspended(inner: Rule): Rule {
  return exempt.has(inner) ? inner : chain(inner, active);
}
