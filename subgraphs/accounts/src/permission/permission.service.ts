import { Refused, type Context } from '@deskgraph/kit';
import type { Permission } from './permission.entity.js';
import { holds } from './permission.policy.js';

/** Every atom of the product, by name. */
export function list(ctx: Context): Permission[] {
  return Object.entries(ctx.permissions).map(([name, { description, forKeys }]) => ({ name, description, forKeys }));
}

/** Refuses atoms that do not exist, or that the viewer lacks and so cannot hand on. */
export function refuseForeign(ctx: Context, atoms: readonly string[], field: string): void {
  const unknown = atoms.find(atom => !Object.hasOwn(ctx.permissions, atom));
  if (unknown !== undefined) throw new Refused('INVALID', `There is no permission ${unknown}.`, field);
  if (!holds(ctx.viewer, atoms)) throw new Refused('FORBIDDEN', 'You can only hand on permissions you hold yourself.', field);
}
