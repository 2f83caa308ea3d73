import { nobody, type ViewerClaims } from '@deskgraph/kit';

/** A viewer of an organization as the gateway would hand it to a room, with no permission atom. */
export function viewerInside(organizationId: string): ViewerClaims {
  return { ...nobody, organizationId, role: 'test', credential: 'SESSION' };
}
