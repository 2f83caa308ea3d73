import { createServer, type AddressInfo } from 'node:net';
import type { Config } from './config.js';

/** A port of this address that is free now. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, host, done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

/** The settings with port 0 made a free one, before anything stands on it: links, cookies and the check of origins need the real address. */
export async function settlePort(config: Config): Promise<Config> {
  if (config.port !== 0) return config;
  const port = await freePort(config.host);
  const isUnset = config.publicUrl === 'http://localhost:0';
  return Object.freeze({ ...config, port, publicUrl: isUnset ? `http://localhost:${String(port)}` : config.publicUrl });
}

/** The origins that mean this machine's own pages besides the public one: in development people type either name. */
export function ownOrigins({ env, port }: Config): string[] {
  return env === 'development' ? ['localhost', '127.0.0.1'].map(name => `http://${name}:${String(port)}`) : [];
}
