// Hive Gateway's settings. Our rooms answer only a viewer that a gateway signed for them, so each request brings one: found by its authorization as our
// gateway finds it (asked of the room accounts, remembered for 5 s), signed as ours signs it (for one room, used for 20 s).
import { createSecretKey } from 'node:crypto';
import { defineConfig } from '@graphql-hive/gateway';
import { SignJWT } from 'jose';

const { key: hex, accounts } = JSON.parse(process.env.DESKGRAPH_PEERS ?? '{}');
const key = createSecretKey(Buffer.from(hex, 'hex'));
const viewers = new Map();
const tokens = new WeakMap();
const nobody = {};

/** A value by its key, made anew after so long. */
function kept(map, name, ms, make) {
  const known = map.get(name);
  if (known && known.until > Date.now()) return known.value;
  const value = make();
  map.set(name, { value, until: Date.now() + ms });
  return value;
}

function tokenFor(viewer, room) {
  let own = tokens.get(viewer);
  if (!own) tokens.set(viewer, (own = new Map()));
  return kept(own, room, 20_000, () => {
    const claims = { viewer: viewer === nobody ? null : viewer };
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'deskgraph-viewer+jwt' }).setAudience(room).setIssuedAt().setExpirationTime('60 s').sign(key);
  });
}

function viewerOf(authorization) {
  return kept(viewers, authorization, 5000, async () => {
    const headers = { 'content-type': 'application/json', 'x-deskgraph-viewer': await tokenFor(nobody, 'accounts') };
    const response = await fetch(`${accounts}/internal/viewer`, { method: 'POST', headers, body: JSON.stringify({ authorization, requestId: 'peers' }) });
    const { viewer } = await response.json();
    if (!viewer) throw new Error('This credential is unknown.');
    return viewer;
  });
}

export const gatewayConfig = defineConfig({
  logging: 'error',
  landingPage: false,
  graphiql: false,
  pollingInterval: 0,
  propagateHeaders: {
    async fromClientToSubgraphs({ request, subgraphName }) {
      return { 'x-deskgraph-viewer': await tokenFor(await viewerOf(request.headers.get('authorization')), subgraphName) };
    },
  },
});
