import { createContext, useContext } from 'react';

/** Who works here. */
export interface DeskViewer {
  readonly id: string;
  readonly name: string;
  /** Their membership here; null for a stranger to this organization. */
  readonly memberId: string | null;
  readonly organizationId: string | null;
  /** What their role allows in this organization. */
  readonly permissions: readonly string[];
  /** Whether their role holds a permission atom, to leave out what would only be refused. The house decides. */
  readonly may: (atom: string) => boolean;
  /** What they may begin in the organization itself: `memberInvite`, `apiKeyCreate`. */
  readonly can: (verb: string) => boolean;
}

/** Given by the desk. */
export const ViewerContext = createContext<DeskViewer | null>(null);

/** Who works here. */
export function useViewer(): DeskViewer {
  const viewer = useContext(ViewerContext);
  if (viewer === null) throw new Error('useViewer is used outside of the desk.');
  return viewer;
}
