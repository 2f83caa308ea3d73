// Sockets that watch, in a process of their own: says when all have begun, and at the end what came.
import WebSocket from 'ws';

const { url, cookie, ids, each, document } = JSON.parse(process.argv[2] ?? '{}') as { url: string; cookie: string; ids: string[]; each: number; document: string };
/** Subscriptions a socket carries; one where all watch the same, so that each is a socket of its own. */
const perSocket = ids.length > 1 ? 50 : 1;
const delays: number[] = [];
let [frames, duplicates, begun] = [0, 0, 0];

const wanted = ids.flatMap(id => Array.from({ length: each }, () => id));
const sockets: WebSocket[] = [];
for (let from = 0; from < wanted.length; from += perSocket) {
  if (sockets.length % 50 === 49) await new Promise(done => setTimeout(done, 30));
  sockets.push(open(wanted.slice(from, from + perSocket)));
}
while (begun < sockets.length) await new Promise(done => setTimeout(done, 50));
await new Promise(done => setTimeout(done, 1500));
process.send?.({ ready: true });
process.on('message', () => {
  process.send?.({ frames, delays, duplicates });
  for (const socket of sockets) socket.terminate();
  setTimeout(() => process.exit(0), 200);
});

function open(watched: readonly string[]): WebSocket {
  const positions = new Map<string, string>();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { cookie, origin: url }, perMessageDeflate: false });
  socket.on('open', () => { socket.send('{"type":"connection_init"}'); });
  socket.on('error', error => { process.stderr.write(`${String(error)}\n`); });
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as { type: string; id: string; payload?: { data?: { memberChanged?: { name: string } }; extensions?: { position: string } } };
    if (message.type === 'connection_ack') {
      for (const [index, id] of watched.entries()) socket.send(JSON.stringify({ id: String(index), type: 'subscribe', payload: { query: document, variables: { id } } }));
      begun += 1;
    }
    if (message.type !== 'next') return;
    frames += 1;
    const { position = '' } = message.payload?.extensions ?? {};
    if (positions.get(message.id) === position) duplicates += 1;
    positions.set(message.id, position);
    delays.push(Date.now() - Number(message.payload?.data?.memberChanged?.name));
  });
  return socket;
}
