import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ProviderFailed, type MailReader, type ParsedMail, type ProviderFailureKind } from '@deskgraph/ports';
import pLimit from 'p-limit';

/** Bounds of reading one mail. */
export interface ReaderLimits {
  /** How many are read at a time, each in a thread. */
  readonly threads?: number;
  readonly timeoutMilliseconds?: number;
  readonly memoryMegabytes?: number;
}

const isSource = import.meta.url.endsWith('.ts');
const hooks = isSource ? ['--conditions=development', '--import', new URL('../../../../scripts/swc-hooks.mjs', import.meta.url).href] : [];

/** A thread reads this many mails and makes way for a new one, so that what it has gathered does not grow. */
const mailsPerThread = 100;

/** A thread, and how many mails it has read. */
interface Reader {
  readonly worker: Worker;
  read: number;
}

/**
 * Opens the reader of mails. Its threads are started when needed and kept; one whose mail fails, or takes too long or too much, is ended with it.
 * (`piscina` 4 waits for its threads for ever under jest: it knows their first word by `instanceof`, and that comes from another realm.)
 */
export function openMailReader({ threads = 2, timeoutMilliseconds = 10_000, memoryMegabytes = 256 }: ReaderLimits = {}): MailReader {
  const turns = pLimit(threads); // the time a mail may take begins when a thread is free for it
  const all = new Set<Worker>();
  const idle: Reader[] = [];

  const start = (): Reader => {
    const worker = new Worker(new URL(`./reader-worker.${isSource ? 'ts' : 'js'}`, import.meta.url), {
      execArgv: hooks,
      env: {}, // what reads strangers' mails is told nothing
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    all.add(worker);
    worker.on('error', () => undefined).once('exit', () => all.delete(worker)); // who waits for it is told
    return { worker, read: 0 };
  };
  const answer = async ({ worker }: Reader, raw: Uint8Array): Promise<ParsedMail> => {
    const over = new AbortController();
    const timer = setTimeout(() => { over.abort(cutOff('TIMEOUT', `it takes longer than ${String(timeoutMilliseconds / 1000)} s.`)); }, timeoutMilliseconds);
    const [message, exit] = ['message', 'exit'].map(name => once(worker, name, { signal: over.signal }));
    worker.ref();
    worker.postMessage(raw);
    try {
      return (await Promise.race([message, exit?.then(() => { throw cutOff('UNAVAILABLE', 'its reader ended.'); })]) as [ParsedMail])[0];
    } catch (error) {
      throw over.signal.aborted ? over.signal.reason : error;
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  };
  const read = async (raw: Uint8Array): Promise<ParsedMail> => {
    const reader = idle.pop() ?? start();
    try {
      const mail = await answer(reader, raw);
      reader.read++;
      if (reader.read < mailsPerThread) {
        reader.worker.unref(); // an idle thread keeps no process alive
        if (all.has(reader.worker)) idle.push(reader);
      } else await reader.worker.terminate();
      return mail;
    } catch (error) {
      await reader.worker.terminate();
      throw error;
    }
  };

  return {
    async read(raw) {
      try {
        return { mail: await turns(read, raw) };
      } catch (error) {
        if (error instanceof ProviderFailed) throw error;
        return { unreadable: reasonOf(error) };
      }
    },
    async close() {
      await Promise.all([...all].map(worker => worker.terminate()));
    },
  };
}

/** What says nothing of the mail: the machine may be busy, or the house about to end. */
function cutOff(kind: ProviderFailureKind, reason: string): ProviderFailed {
  return new ProviderFailed({ provider: 'mail-reader', kind, retryable: true }, `It cannot be read: ${reason}`);
}

function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'It cannot be read: it takes more memory than a mail may have.';
  return `It cannot be read: ${message.replaceAll('\0', '').slice(0, 300)}`;
}
