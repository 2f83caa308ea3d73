import { execute, GraphQLError, Kind, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Context, Tools, Work } from './context.js';
import { openSession, type Databases, type Session } from './database.js';
import { serveFile } from './file-door.js';
import { kindsByName, type FileKind } from './file-kind.js';
import { receive } from './hook.js';
import type { Log } from './log.js';
import { openMemory } from './memory.js';
import type { LocalRoom, RoomRequest, RoomResult } from './seam.js';
import type { Subgraph } from './subgraph.js';
import { nobody, viewerOf, type Viewer } from './viewer.js';

/** How much of parsed documents a room keeps, in characters: the planner sends the same few hundred again and again. */
const mostText = 1_000_000;

/** Opens a room in this process. Closing it gives back its connections. */
export function openRoom<Ports>(subgraph: Subgraph<Ports>, databases: Databases, tools: Tools): LocalRoom {
  const { sdl, schema } = subgraph.build();
  const kinds = subgraph.files && kindsByName(subgraph.files);
  const documents = openMemory<DocumentNode>(mostText);

  const run = async (request: RoomRequest): Promise<RoomResult> => {
    const viewer = request.viewer ? viewerOf(request.viewer) : nobody;
    const { ctx, session } = openContext(databases, tools, viewer, request.requestId);
    try {
      const result = await execute({
        schema,
        document: documents(request.query, () => parse(request.query, { noLocation: true })),
        variableValues: request.variables ?? null,
        operationName: request.operationName ?? null,
        contextValue: ctx,
      });
      return { result: withCodes(result), statements: ctx.work.statements };
    } finally {
      await session.commit();
    }
  };

  return {
    name: subgraph.name,
    sdl,
    schema,
    execute: request => run(request).catch((error: unknown) => ({ result: failed(error), statements: 0 })),
    fetch: request => answer(subgraph, kinds, databases, tools, request),
    close: async () => {
      await Promise.all([databases.own, ...Object.values(databases.named)].map(database => database.destroy()));
    },
  };
}

/** A context of this room, and the reading session behind its `db`; whoever opens it commits it. */
export function openContext(databases: Databases, tools: Tools, viewer: Viewer, requestId: string): { ctx: Context; session: Session } {
  const work: Work = { statements: 0, mutation: null, cause: null };
  const session = openSession(databases.own, { organizationId: viewer.organizationId, readOnly: true }, work);
  let log: Log | undefined; // made when something is logged: most requests have nothing to say
  const ctx: Context = { ...tools, viewer, requestId, databases, db: session.db, loaders: new Map(), work, get log() { return (log ??= tools.log.child({ requestId })); } };
  return { ctx, session };
}

async function answer<Ports>(subgraph: Subgraph<Ports>, kinds: ReadonlyMap<string, FileKind> | undefined, databases: Databases, tools: Tools, request: Request): Promise<Response> {
  const requestId = request.headers.get('x-deskgraph-request-id') ?? tools.newId();
  const { ctx, session } = openContext(databases, tools, nobody, requestId);
  try {
    const { pathname } = new URL(request.url);
    if (subgraph.hooks && pathname.startsWith('/hooks/')) return await receive(ctx, subgraph.hooks, request);
    const served = kinds && pathname.startsWith('/files/') ? await serveFile(ctx, subgraph.name, kinds, request) : null;
    return served ?? (await subgraph.door?.(ctx, request)) ?? Response.json({ error: { code: 'NOT_FOUND', message: 'There is nothing here.' } }, { status: 404 });
  } finally {
    await session.commit();
  }
}

/**
 * Gives errors of graphql-js about variables and arguments the code of a client's fault. Without `data` nothing was resolved: the variables
 * were bad. An error about an argument points at the argument; what a resolver throws points at its field.
 */
function withCodes(result: ExecutionResult): ExecutionResult {
  const { errors } = result;
  const unresolved = !('data' in result);
  if (!errors?.some(error => isInputFault(error, unresolved))) return result;
  return { ...result, errors: errors.map(error => (isInputFault(error, unresolved) ? asInputFault(error) : error)) };
}

function isInputFault({ extensions, nodes }: GraphQLError, unresolved: boolean): boolean {
  return extensions.code === undefined && (unresolved || (nodes?.some(({ kind }) => kind !== Kind.FIELD) ?? false));
}

function asInputFault({ message, nodes, path, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, path, originalError, extensions: { ...extensions, code: 'BAD_USER_INPUT' } });
}

function failed(error: unknown): ExecutionResult {
  return { errors: [error instanceof GraphQLError ? error : new GraphQLError('The room failed.', { originalError: error instanceof Error ? error : undefined })] };
}
