// Hive Gateway's settings. Our rooms answer only a viewer that a gateway signed for them, so each request brings one: found by its authorization as our
// gateway finds it (asked of the room accounts, remembered for 5 s), signed as ours signs it (for one room, used for 20 s).
import { createHmac, createSecretKey } from 'node:crypto';
import { defineConfig } from '@graphql-hive/gateway';

const { key: hex, accounts } = JSON.parse(process.env.DESKGRAPH_PEERS ?? '{}');
const key = createSecretKey(Buffer.from(hex, 'hex'));
const viewers = new Map();
const tokens = new WeakMap();
const nobody = {};

/** A value by its key, made anew after so long; a viewer who is as before stays the same, and so do the signatures. */
function kept(map, name, ms, make) {
  const known = map.get(name);
  if (known && known.until > Date.now()) return known.value;
  const value = make(known?.value);
  map.set(name, { value, until: Date.now() + ms });
  return value;
}

const encoded = part => Buffer.from(JSON.stringify(part)).toString('base64url');

function tokenFor(viewer, room) {
  let own = tokens.get(viewer);
  if (!own) tokens.set(viewer, (own = new Map()));
  return kept(own, room, 20_000, () => {
    const iat = Math.floor(Date.now() / 1000);
    const text = `${encoded({ alg: 'HS256', typ: 'deskgraph-viewer+jwt' })}.${encoded({ viewer: viewer === nobody ? null : viewer, aud: room, iat, exp: iat + 60 })}`;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  });
}

function viewerOf(authorization) {
  return kept(viewers, authorization, 5000, async known => {
    const headers = { 'content-type': 'application/json', 'x-deskgraph-viewer': tokenFor(nobody, 'accounts') };
    const response = await fetch(`${accounts}/internal/viewer`, { method: 'POST', headers, body: JSON.stringify({ authorization, requestId: 'peers' }) });
    const { viewer } = await response.json();
    if (!viewer) throw new Error('This credential is unknown.');
    const before = await Promise.resolve(known).catch(() => undefined);
    return JSON.stringify(before) === JSON.stringify(viewer) ? before : viewer;
  });
}

export const gatewayConfig = defineConfig({
  logging: 'error',
  landingPage: false,
  graphiql: false,
  pollingInterval: 0,
  propagateHeaders: {
    async fromClientToSubgraphs({ request, subgraphName }) {
      return { 'x-deskgraph-viewer': tokenFor(await viewerOf(request.headers.get('authorization')), subgraphName) };
    },
  },
});
