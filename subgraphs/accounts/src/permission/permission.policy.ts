import type { Viewer } from '@deskgraph/kit';

/** Whether the viewer holds every one of these atoms: what "never above one's own" means. */
export function holds(viewer: Viewer, atoms: readonly string[]): boolean {
  return atoms.every(atom => viewer.may(atom));
}
