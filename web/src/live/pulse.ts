import { type Client, type ClientOptions, createClient } from 'graphql-ws';

const pingMs = 10_000;
const longestSilenceMs = 5_000;

/**
 * A client that notices when its house is gone without a word, as after a change of networks: graphql-ws sends pings, but does not mind when
 * nothing comes back. Its socket is given up then, which counts as lost.
 */
export function openClient(options: Omit<ClientOptions, 'keepAlive'>): Client {
  const client = createClient({ ...options, keepAlive: pingMs });
  let silence: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    clearTimeout(silence);
    silence = undefined;
  };
  const wait = (): void => {
    rest();
    silence = setTimeout(() => client.terminate(), longestSilenceMs);
  };
  client.on('ping', isTheirs => {
    if (!isTheirs) wait();
  });
  client.on('message', () => {
    if (silence !== undefined) wait(); // behind many frames an answer takes its time
  });
  client.on('pong', isTheirs => {
    if (isTheirs) rest();
  });
  client.on('closed', rest);
  return client;
}
