// Sockets that watch, in a process of their own: says when all have begun, and at the end what came.
import WebSocket from 'ws';
import { now } from './table.js';

const { url, cookie, ids, each, document } = JSON.parse(process.argv[2] ?? '{}') as { url: string; cookie: string; ids: string[]; each: number; document: string };
/** What the thing was called in each frame, and when that came. */
const arrivals: (readonly [name: string, at: number])[] = [];
let [frames, duplicates, begun] = [0, 0, 0];

const wanted = ids.flatMap(id => Array.from({ length: each }, () => id));
const sockets: WebSocket[] = [];
for (const id of wanted) {
  if (sockets.length % 50 === 49) await new Promise(done => setTimeout(done, 30));
  sockets.push(open(id));
}
while (begun < sockets.length) await new Promise(done => setTimeout(done, 50));
await new Promise(done => setTimeout(done, 1500));
process.send?.({ ready: true });
process.on('message', () => {
  for (const socket of sockets) socket.terminate();
  process.send?.({ frames, arrivals, duplicates }, undefined, undefined, () => process.exit(0));
});

function open(id: string): WebSocket {
  let last = '';
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { cookie, origin: url }, perMessageDeflate: false });
  socket.on('open', () => { socket.send('{"type":"connection_init"}'); });
  socket.on('error', error => { process.stderr.write(`${String(error)}\n`); });
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as { type: string; id: string; payload?: { data?: { memberChanged?: { name: string } }; extensions?: { position: string } } };
    if (message.type === 'connection_ack') {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: document, variables: { id } } }));
      begun += 1;
    }
    if (message.type !== 'next') return;
    frames += 1;
    const { position = '' } = message.payload?.extensions ?? {};
    if (position === last) duplicates += 1;
    last = position;
    arrivals.push([message.payload?.data?.memberChanged?.name ?? '', now()]);
  });
  return socket;
}
