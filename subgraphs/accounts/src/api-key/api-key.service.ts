import { audit, authorize, emit, hashToken, once, orNever, page, Refused, transact, type Context, type Page, type PageArgs } from '@deskgraph/kit';
import { lockFor } from '../organization/organization.service.js';
import { refuseForeign } from '../permission/permission.service.js';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeyOrderField, type ApiKeyCreateInput, type ApiKeyFilter, type ApiKeyOrder, type ApiKeyRevokeInput } from './api-key.inputs.js';
import { apiKeyPolicy } from './api-key.policy.js';
import { apiKeys } from './api-key.repository.js';

/** How many keys of an organization may work at a time. */
const liveLimit = 50;
const longestYears = 2;

/** A key, and its secret where it was made just now. */
interface Made {
  readonly apiKey: ApiKey;
  readonly secret: string | null;
}

/** One page of the API keys the viewer may see. */
export function list(ctx: Context, filter: ApiKeyFilter, { field, direction }: ApiKeyOrder, args: PageArgs): Promise<Page<ApiKey>> {
  const orders = {
    [ApiKeyOrderField.CREATED_AT]: { column: 'apiKey.createdAt', value: ({ createdAt }: ApiKey) => createdAt },
    [ApiKeyOrderField.NAME]: { column: 'apiKey.name', value: ({ name }: ApiKey) => name },
    [ApiKeyOrderField.EXPIRES_AT]: orNever('apiKey.expiresAt', ({ expiresAt }: ApiKey) => expiresAt),
  };
  return page(apiKeys(ctx).matching(filter), args, { ...orders[field], direction });
}

/** What a key of the viewer's organization is called, whoever asks: its holder may know. */
export async function nameOfKey(ctx: Context, id: string): Promise<string> {
  return (await apiKeys(ctx).byId(id))?.name ?? '';
}

/** Makes an API key of atoms the viewer holds. Its secret is answered here and never again. */
export function create(ctx: Context, input: ApiKeyCreateInput): Promise<Made> {
  const { name, scopes, expiresAt = null } = input;
  const prefix = `dgk_${ctx.randomBytes(4).toString('hex')}`;
  const secret = `${prefix}_${ctx.randomBytes(32).toString('base64url')}`;
  const secretHash = hashToken(secret);

  return transact(ctx, async tx => {
    const apiKey = await once(tx, input, id => apiKeys(tx).byId(id), async () => {
      const { organizationId } = await lockFor(tx, 'apiKeyCreate');
      refuseForeign(tx, scopes, 'scopes');
      refuseScopes(tx, scopes);
      refuseExpiry(tx, expiresAt);
      if ((await apiKeys(tx).countLive()) >= liveLimit) {
        throw new Refused('API_KEY_LIMIT', `At most ${String(liveLimit)} API keys may live at a time. Revoke one first.`);
      }

      const made = { createdById: tx.viewer.memberId, createdAt: tx.now(), expiresAt, lastUsedAt: null, revokedAt: null };
      const row = apiKeys(tx).create({ organizationId, id: tx.newId(), name, prefix, secretHash, scopes, ...made });
      await apiKeys(tx).insert(row);
      await emit(tx, 'apiKey.created', row.id);
      await audit(tx, 'apiKey.create', row.id, { after: { name, prefix, scopes, expiresAt } });
      return row;
    });
    return { apiKey, secret: apiKey.secretHash.equals(secretHash) ? secret : null };
  });
}

/** Ends an API key at once. */
export function revoke(ctx: Context, { id }: ApiKeyRevokeInput): Promise<ApiKey> {
  return transact(ctx, async tx => {
    const [row] = await apiKeys(tx).lock(id);
    authorize(tx, apiKeyPolicy, 'read', row, 'id');
    if (row.revokedAt) throw new Refused('API_KEY_REVOKED', 'This key is revoked already.', 'id');
    authorize(tx, apiKeyPolicy, 'revoke', row, 'id');

    const apiKey = await apiKeys(tx).change(row, { revokedAt: tx.now() });
    await emit(tx, 'apiKey.revoked', apiKey.id);
    await emit(tx, 'session.revoked', apiKey.id);
    await audit(tx, 'apiKey.revoke', apiKey.id, { before: { revokedAt: null }, after: { revokedAt: apiKey.revokedAt } });
    return apiKey;
  });
}

function refuseScopes({ permissions }: Context, scopes: readonly string[]): void {
  const withheld = scopes.find(scope => !permissions[scope]?.forKeys);
  if (withheld !== undefined) throw new Refused('INVALID', `No API key may hold ${withheld}.`, 'scopes');
}

function refuseExpiry({ now }: Context, expiresAt: Date | null): void {
  const latest = new Date(now());
  latest.setUTCFullYear(latest.getUTCFullYear() + longestYears);
  if (expiresAt && (expiresAt <= now() || expiresAt > latest)) {
    throw new Refused('INVALID', `A key ends in the future, within ${String(longestYears)} years.`, 'expiresAt');
  }
}
