import type { Log, Viewer } from '@deskgraph/kit';

/** What the gateway knows about one request: who asks, under which id, and what it has cost so far. */
export interface GatewayContext {
  /** Null for somebody who is not signed in. */
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly log: Log;
  /** The operation's cost, set by `limits` before anything is planned. */
  cost: number;
  /** What the subgraphs were asked for: fetches, and SQL statements as they counted them. */
  readonly trace: { fetches: number; statements: number };
  /** Asked again for a subscription, which was charged when it began. */
  readonly live?: true;
  /** Where graphql-shield keeps the verdicts of one operation; set by the guard. */
  _shield?: unknown;
}
