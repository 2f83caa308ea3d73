import { nobody, type ViewerClaims } from '@deskgraph/kit';

/** A viewer of an organization as the gateway would hand it to a room, with these permission atoms. */
export function viewerInside(organizationId: string, permissions: readonly string[]): ViewerClaims {
  return { ...nobody, organizationId, role: 'test', permissions, credential: 'SESSION' };
}
