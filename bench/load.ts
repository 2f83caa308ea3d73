// Asks for load, in a process of its own, so that its CPU is nobody's: so many connections, each with its own credentials, one request at a time on each.
// It also takes in the traces that the house sends, and throws them away.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signViewer, viewerHeader, viewerKey, type ViewerClaims } from '@deskgraph/kit';
import { Client } from 'undici';

/** One request to a room, and those of the same operation that must have been answered before. */
export interface RoomFetch {
  readonly room: string;
  readonly body: string;
  readonly after: readonly number[];
}

/** A block of requests. */
export interface Order {
  /** How many in all. */
  readonly count: number;
  /** To a gateway with these keys, or to the rooms themselves as these viewers. */
  readonly gateway?: { readonly url: string; readonly body: string; readonly keys: readonly string[] };
  readonly rooms?: { readonly places: Readonly<Record<string, string>>; readonly fetches: readonly RoomFetch[]; readonly viewers: readonly ViewerClaims[]; readonly key: string };
}

/** How a block went. */
export interface Block {
  readonly seconds: number;
  /** Milliseconds of each. */
  readonly delays: readonly number[];
  readonly failures: number;
  /** One of the answers. */
  readonly sample: string;
}

interface Caller {
  ask(): Promise<string>;
  close(): Promise<void>;
}

const sink = createServer((request, response) => { request.resume().on('end', () => { response.end('{}'); }); });
sink.listen(0, '127.0.0.1', () => process.send?.({ sink: `http://127.0.0.1:${String((sink.address() as AddressInfo).port)}` }));
process.on('message', (order: Order) => { void run(order).then(block => process.send?.({ block }), (error: unknown) => process.send?.({ error: String(error) })); });
process.once('disconnect', () => process.exit());

async function run(order: Order): Promise<Block> {
  const callers = openCallers(order);
  const delays: number[] = [];
  let [left, failures, sample] = [order.count, 0, ''];
  const started = performance.now();
  await Promise.all(callers.map(async caller => {
    while (left-- > 0) {
      const at = performance.now();
      try {
        sample = await caller.ask();
        if (sample.includes('"errors":')) failures += 1;
      } catch (error) {
        failures += 1;
        sample = String(error);
      }
      delays.push(performance.now() - at);
    }
  }));
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(callers.map(caller => caller.close()));
  return { seconds, delays, failures, sample };
}

function openCallers({ gateway, rooms }: Order): Caller[] {
  if (gateway) return gateway.keys.map(key => callerOf(gateway, key));
  return rooms?.viewers.map(viewer => directCaller(rooms, viewer)) ?? [];
}

function callerOf({ url, body }: { url: string; body: string }, key: string): Caller {
  const client = new Client(url, { pipelining: 1 });
  return { ask: () => post(client, body, { authorization: `Bearer ${key}` }), close: () => client.close() };
}

/** Asks the rooms what a gateway asks them, each as soon as what it depends on is there. */
function directCaller({ places, fetches, key }: NonNullable<Order['rooms']>, viewer: ViewerClaims): Caller {
  const secret = viewerKey(Buffer.from(key, 'hex'));
  const needed = new Set(fetches.map(({ room }) => room));
  // a plan asks one room twice at once; a gateway has connections to spare for that
  const clients = new Map([...needed].map(room => [room, Array.from({ length: 2 }, () => new Client(places[room] ?? '', { pipelining: 1 }))]));
  const tokens = new Map<string, { value: string; until: number }>();
  const tokenFor = (room: string): string => {
    const known = tokens.get(room);
    if (known && known.until > Date.now()) return known.value;
    const value = signViewer(secret, room, viewer);
    tokens.set(room, { value, until: Date.now() + 20_000 });
    return value;
  };
  return {
    async ask() {
      const answers: Promise<string>[] = [];
      for (const [index, { room, body, after }] of fetches.entries()) {
        answers.push(Promise.all(answers.filter((_, earlier) => after.includes(earlier))).then(async () => {
          const client = clients.get(room)?.[index % 2] as Client;
          return post(client, body, { [viewerHeader]: tokenFor(room) });
        }));
      }
      return (await Promise.all(answers)).join('\n');
    },
    async close() {
      await Promise.all([...clients.values()].flat().map(client => client.close()));
    },
  };
}

async function post(client: Client, body: string, headers: Record<string, string>): Promise<string> {
  const { statusCode, body: answer } = await client.request({ method: 'POST', path: '/graphql', body, headers: { 'content-type': 'application/json', accept: 'application/json', ...headers } });
  const text = await answer.text();
  if (statusCode !== 200) throw new Error(`${String(statusCode)} ${text.slice(0, 300)}`);
  return text;
}
