import { v5 as nameToUuid } from 'uuid';
import { connectionBinding } from './connection.js';
import { emit } from './event.js';
import { unseal } from './secret.js';
import { enter, transactAcross } from './transaction.js';
import type { Consumer } from './consumer.js';
import type { Context, Transaction } from './context.js';

/** A provider's call as it came: its bytes are what is signed. */
export interface HookCall {
  readonly headers: Headers;
  readonly body: Buffer;
}

/** What a call is about, in the provider's own names. */
export interface HookEnvelope {
  /** The same delivery is stored once, however often it comes. */
  readonly deliveryId: string;
  /** Deliveries of one key are handled in the order in which they came. */
  readonly key: string;
}

/** A stored call, when it is handled. */
export interface HookDelivery extends HookEnvelope {
  readonly id: string;
  readonly connectionId: string;
  readonly body: Buffer;
}

/** What a room does when a provider calls in. */
export interface Hook<Ports = unknown> {
  /** Headers worth keeping, in lower case; never credentials. */
  readonly headers: readonly string[];
  /** Whether one of these secrets signed the call, and not long ago. */
  verify(ports: Ports, call: HookCall, secrets: readonly string[], now: Date): boolean;
  /** Reads a verified call; null when it says nothing that can be understood. */
  read(ports: Ports, call: HookCall): HookEnvelope | null;
  /** Has the call's effect, in the transaction that marks it as handled. The same call may come again after a replay. */
  run(tx: Transaction, delivery: HookDelivery, ports: Ports): Promise<void>;
}

/** Hooks by provider, as connections name it. */
export type Hooks<Ports> = Readonly<Record<string, Hook<Ports>>>;

/** The login that finds a connection before its organization is known, and may store what came. */
export const hookLogin = 'hooks';

const namespace = 'a2f6d2b4-3c0e-5f5c-9a0b-6d1f0d6f2c11';
const uuidPath = /^\/hooks\/[a-z]+\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const longestName = 200;

interface Found {
  readonly organizationId: string;
  readonly provider: string;
  readonly state: string;
  readonly sealed: Buffer;
  readonly previousSealed: Buffer | null;
  readonly previousUntil: Date | null;
}

/**
 * Takes a provider's call: verified over its very bytes, stored once and announced in one transaction, then acknowledged. Whatever is wrong with
 * who calls is 401, the same words for an unknown connection, one that is off and a signature that does not fit; nothing is stored then.
 */
export async function receive(ctx: Context, hooks: Hooks<never>, request: Request): Promise<Response> {
  const [, connectionId] = uuidPath.exec(new URL(request.url).pathname) ?? [];
  if (connectionId === undefined) return refusal(404, 'NOT_FOUND', 'There is nothing here.');
  if (request.method !== 'POST') return refusal(405, 'METHOD_NOT_ALLOWED', 'Use POST.');
  const call: HookCall = { headers: request.headers, body: Buffer.from(await request.arrayBuffer()) };

  return transactAcross(ctx, hookLogin, async tx => {
    const [found] = await tx.db.query<Found[]>(
      `select organization_id as "organizationId", provider, state, sealed, previous_sealed as "previousSealed", previous_until as "previousUntil" from platform.connection where id = $1`,
      [connectionId],
    );
    const hook = found && Object.hasOwn(hooks, found.provider) ? hooks[found.provider] : undefined;
    const ports = ctx.ports as never;
    if (!found || !hook || found.state !== 'ON' || !hook.verify(ports, call, secretsOf(ctx, connectionId, found), tx.now())) {
      return refusal(401, 'UNAUTHENTICATED', 'This call is not signed by a connection that is on.');
    }
    const envelope = hook.read(ports, call);
    if (!envelope || !isShort(envelope.deliveryId) || !isShort(envelope.key)) return refusal(400, 'BAD_REQUEST', 'This call is signed, and cannot be understood.');

    const inside = await enter(tx, found.organizationId);
    const subjectId = nameToUuid(`${connectionId}|${envelope.key}`, namespace);
    const headers = Object.fromEntries(hook.headers.flatMap(name => { const value = call.headers.get(name); return value === null ? [] : [[name, value.slice(0, 500)]]; }));
    const stored = await inside.db.query<{ id: string }[]>(
      `insert into platform.inbox (organization_id, id, connection_id, provider, delivery_id, key, subject_id, headers, body, state, received_at, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'RECEIVED', $10, $11) on conflict do nothing returning id`,
      [found.organizationId, inside.newId(), connectionId, found.provider, envelope.deliveryId, envelope.key, subjectId, headers, call.body, inside.now(), inside.requestId],
    );
    const [row] = stored;
    if (row) await emit(inside, 'webhook.received', subjectId, { related: [row.id] });
    return Response.json({ received: true, repeated: !row });
  });
}

/** The consumer that has the effects of what was stored: in order for each key, once, parked and retried like any event. */
export function hookConsumer(hooks: Hooks<never>): Consumer {
  const providers = Object.keys(hooks);
  return {
    topics: ['webhook.received'],
    async run(tx, event) {
      const [row] = await tx.db.query<(HookDelivery & { provider: string })[]>(
        `select id, connection_id as "connectionId", provider, delivery_id as "deliveryId", key, body from platform.inbox where id = $1 and provider = any($2) and state = 'RECEIVED'`,
        [event.relatedIds[0], providers],
      );
      const hook = row && hooks[row.provider];
      if (!hook) return; // another room's, or handled already
      await hook.run(tx, row, tx.ports as never);
      await tx.db.query(`update platform.inbox set state = 'DONE', handled_at = $2 where id = $1`, [row.id, tx.now()]);
    },
  };
}

function secretsOf(ctx: Context, connectionId: string, { organizationId, sealed, previousSealed, previousUntil }: Found): string[] {
  const open = (secret: Buffer): string => unseal(ctx.key('connection'), connectionBinding(organizationId, connectionId), secret);
  const isOpen = previousSealed !== null && previousUntil !== null && previousUntil > ctx.now();
  return isOpen ? [open(sealed), open(previousSealed)] : [open(sealed)];
}

const isShort = (text: string): boolean => text.length > 0 && text.length <= longestName && !text.includes('\0');

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}
