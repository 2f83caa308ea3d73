import { Worker } from 'node:worker_threads';
import type { MailReader, MailReading, ParsedMail } from '@deskgraph/ports';

/** Bounds of reading one mail. */
export interface ReaderLimits {
  /** How many are read at a time, each in a thread of its own. */
  readonly threads?: number;
  readonly timeoutMilliseconds?: number;
  readonly memoryMegabytes?: number;
}

const isSource = import.meta.url.endsWith('.ts');
const hooks = isSource ? ['--conditions=development', '--import', new URL('../../../../scripts/swc-hooks.mjs', import.meta.url).href] : [];

/**
 * Opens the reader of mails. Each is read in a new thread, so that none finds what another left behind. (`piscina` 4 waits for its threads for
 * ever under jest: it knows their first word by `instanceof`, and that comes from another realm.)
 */
export function openMailReader({ threads = 2, timeoutMilliseconds = 10_000, memoryMegabytes = 256 }: ReaderLimits = {}): MailReader {
  const running = new Set<Worker>();
  // The time a mail may take begins when a thread is free for it.
  let free = threads;
  const waiting: (() => void)[] = [];
  const slot = async (): Promise<void> => {
    if (free > 0) free--;
    else await new Promise<void>(go => waiting.push(go));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };

  const inThread = async (raw: Uint8Array): Promise<ParsedMail> => {
    const worker = new Worker(new URL(`./reader-worker.${isSource ? 'ts' : 'js'}`, import.meta.url), {
      workerData: raw,
      execArgv: hooks,
      env: {}, // what reads strangers' mails is told nothing
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    running.add(worker);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<ParsedMail>((done, fail) => {
        timer = setTimeout(() => { fail(new Error(`it takes longer than ${String(timeoutMilliseconds / 1000)} s`)); }, timeoutMilliseconds);
        worker.once('message', done).once('error', fail).once('exit', () => { fail(new Error('its reader ended')); });
      });
    } finally {
      clearTimeout(timer);
      await worker.terminate();
      running.delete(worker);
    }
  };

  return {
    async read(raw) {
      await slot();
      try {
        return { mail: await inThread(raw) };
      } catch (error) {
        return { unreadable: reasonOf(error) } satisfies MailReading;
      } finally {
        leave();
      }
    },
    async close() {
      await Promise.all([...running].map(worker => worker.terminate()));
    },
  };
}

function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'It cannot be read: it takes more memory than a mail may have.';
  return `It cannot be read: ${message.replaceAll('\0', '').slice(0, 300)}`;
}
