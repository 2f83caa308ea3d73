import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { ViewerClaims } from './viewer.js';

/** One GraphQL operation handed to a room, already authorized field by field at the gateway. */
export interface RoomRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly operationName?: string | undefined;
  /** Null for somebody who showed no credential. */
  readonly viewer: ViewerClaims | null;
  readonly requestId: string;
}

/** What the room answers: the result, and how many SQL statements it took (the transaction's own are not counted). */
export interface RoomResult {
  readonly result: ExecutionResult;
  readonly statements: number;
}

/** The header in which a room in another process says how many statements it took; its body is what any GraphQL server answers. */
export const statementsHeader = 'x-deskgraph-statements';

/** A room (subgraph) as the gateway sees it, in this process or another. */
export interface Room {
  readonly name: string;
  readonly sdl: string;
  /** Runs one operation in one tenant transaction. Never throws: failures are in the result's errors. */
  execute(request: RoomRequest): Promise<RoomResult>;
  /** Everything that is not GraphQL: `/auth/*`, `/internal/viewer`, `/hooks/*`, `/files/*`. */
  fetch(request: Request): Promise<Response>;
}

/** A room that lives in this process. */
export interface LocalRoom extends Room {
  readonly schema: GraphQLSchema;
  /** Gives back the room's connections. */
  close(): Promise<void>;
}
