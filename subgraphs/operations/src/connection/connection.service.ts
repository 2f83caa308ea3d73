import { audit, authorize, connectionBinding, emit, once, Refused, seal, transact, transactAs, type Context, type JobContext, type JobOrder, type Transaction } from '@deskgraph/kit';
import { ConnectionState, type Connection } from './connection.entity.js';
import type { ConnectionCreateInput, ConnectionDeleteInput, ConnectionRotateSecretInput, ConnectionSwitchInput } from './connection.inputs.js';
import { connectionPolicy } from './connection.policy.js';
import { connections } from './connection.repository.js';

/** How many connections an organization has at the most. */
const limit = 50;
/** How long the secret before a rotation still opens. */
const overlapMs = 24 * 60 * 60_000;

/** A connection, and its secret where it was made just now. */
interface Made {
  readonly connection: Connection;
  readonly secret: string | null;
}

/** Every connection the viewer may see, by provider and name. */
export function list(ctx: Context): Promise<Connection[]> {
  return connections(ctx).visible().orderBy('connection.provider').addOrderBy('connection.name').take(limit).getMany();
}

/** Connects a provider. The secret is answered here and never again. */
export function create(ctx: Context, input: ConnectionCreateInput): Promise<Made> {
  const { provider, name } = input;
  const secret = input.secret ?? ctx.randomBytes(32).toString('base64url');

  return transact(ctx, async tx => {
    if (!tx.viewer.may('connection.create')) throw new Refused('FORBIDDEN', 'You may not connect providers.');
    const { organizationId } = tx.viewer;
    const id = tx.newId();
    const sealed = sealFor(tx, id, secret);
    const connection = await once(tx, input, known => connections(tx).byId(known), async () => {
      await connections(tx).lockAdding();
      const taken = await connections(tx).find({ select: { organizationId: true, id: true, provider: true, name: true } });
      if (taken.length >= limit) throw new Refused('CONNECTION_LIMIT', `At most ${String(limit)} connections. Delete one first.`);
      if (taken.some(other => other.provider === provider && other.name === name)) throw new Refused('CONFLICT', 'There is a connection of this name already.', 'name');

      const row = connections(tx).create({ organizationId, id, provider, name, state: ConnectionState.ON, settings: {}, sealed, previousSealed: null, previousUntil: null, createdAt: tx.now(), changedAt: tx.now() });
      await connections(tx).insert(row);
      await emit(tx, 'connection.created', id);
      await audit(tx, 'connection.create', id, { after: { provider, name } });
      return row;
    });
    return { connection, secret: connection.sealed.equals(sealed) ? secret : null };
  });
}

/** Gives a connection a new secret; the one before opens for a day more, so that no call is lost meanwhile. */
export function rotateSecret(ctx: Context, { id, secret: given }: ConnectionRotateSecretInput): Promise<Made> {
  const secret = given ?? ctx.randomBytes(32).toString('base64url');
  return transact(ctx, async tx => {
    const connection = await own(tx, id, 'rotateSecret');
    const previousUntil = new Date(tx.now().getTime() + overlapMs);
    const change = { sealed: sealFor(tx, id, secret), previousSealed: connection.sealed, previousUntil, changedAt: tx.now() };
    const rotated = await connections(tx).change(connection, change);
    await emit(tx, 'connection.changed', id);
    await audit(tx, 'connection.rotateSecret', id, { after: { previousUntil } });
    return { connection: rotated, secret };
  });
}

/** Switches a connection on or off. */
export function switchTo(ctx: Context, { id, state }: ConnectionSwitchInput): Promise<Connection> {
  return transact(ctx, async tx => {
    const connection = await own(tx, id, 'switch');
    const before = { state: connection.state };
    const switched = await connections(tx).change(connection, { state, changedAt: tx.now() });
    await emit(tx, 'connection.changed', id);
    await audit(tx, 'connection.switch', id, { before, after: { state } });
    return switched;
  });
}

/** Deletes a connection with everything it delivered. */
export function remove(ctx: Context, { id }: ConnectionDeleteInput): Promise<Connection> {
  return transact(ctx, async tx => {
    const connection = await own(tx, id, 'delete');
    await connections(tx).delete({ id });
    await emit(tx, 'connection.deleted', id);
    await audit(tx, 'connection.delete', id, { before: { provider: connection.provider, name: connection.name } });
    return connection;
  });
}

/** Forgets the secrets of an organization that have been replaced and open nothing any more. */
export async function tidy(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder): Promise<void> {
  await transactAs(ctx, organizationId, jobId, tx => connections(tx).forgetReplaced(tx.now()));
}

async function own(tx: Transaction, id: string, verb: keyof typeof connectionPolicy): Promise<Connection> {
  const connection = await connections(tx).lock(id);
  authorize(tx, connectionPolicy, verb, connection, 'id');
  return connection;
}

function sealFor(tx: Transaction, id: string, secret: string): Buffer {
  return seal(tx.key('connection'), connectionBinding(tx.viewer.organizationId, id), secret);
}
