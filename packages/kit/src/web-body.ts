import type { IncomingMessage } from 'node:http';

/** How much of a body nobody wants is read all the same, so that whoever sends it is there to hear why. */
const letByBytes = 64 * 1024 * 1024;

/** A request's body as it comes, chunk by chunk as the reader takes it. When the reader stops, the rest goes by unread and the connection stays. */
export function webBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array, undefined>;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
      let left = letByBytes;
      incoming.on('error', () => undefined).on('data', (chunk: Buffer) => { if ((left -= chunk.length) < 0) incoming.destroy(); });
    },
  }, { highWaterMark: 0 });
}
