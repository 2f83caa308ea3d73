import { join } from 'node:path';
import { openLetters } from './letters.js';
import type { Letter, LetterFilter, Letters } from './letters.js';
import { openMailbox } from './mailbox.js';
import { openPbx, type Pbx } from './pbx.js';
import { read, summarize } from './reading.js';
import type { LetterReading, LetterSummary } from './reading.js';
import { openSmtpSink } from './smtp-sink.js';
import { openScript } from './trouble.js';
import type { Trouble } from './trouble.js';

/** The providers, offline: they speak the real wire and nothing leaves this machine. */
export interface Sandbox {
  /** The mail server. Credentials are accepted and not needed. */
  readonly smtp: { readonly host: string; readonly port: number; readonly url: string };
  /** The telephone switchboard; programs place calls at `/api/calls` beside the mails. */
  readonly pbx: Pbx;
  /** The mails it received: a page for people, `/api/mails` for programs, and these for tests. */
  readonly mailbox: SandboxMailbox;
  /** Scripts what the mail server does next. Throws TypeError for what makes no sense. */
  failNext(trouble: Trouble): void;
  /** Forgets scripted trouble that has not happened yet. */
  clearFailures(): void;
  stop(): Promise<void>;
}

/** The mails received, newest first. */
export interface SandboxMailbox {
  readonly url: string;
  list(filter?: LetterFilter): Promise<LetterSummary[]>;
  /** Opens a mail; undefined when it is gone. */
  read(id: string): Promise<LetterReading | undefined>;
  /** The bytes as they came; undefined when gone. */
  raw(id: string): Buffer | undefined;
  /** The newest mail to exactly this recipient, waiting while there is none. Throws when it does not come in time. */
  waitFor(to: string, options?: WaitOptions): Promise<LetterReading>;
  /** Forgets all mails and tells how many there were. */
  clear(): number;
}

/** How to wait for a mail. */
export interface WaitOptions {
  /** The id of a mail already seen: only a later one will do. */
  readonly newerThan?: string | undefined;
  /** 5 s by default. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** Where the sandbox keeps what it received: in a folder, where it survives a restart, or in memory only. */
export interface SandboxOptions {
  readonly dataDir?: string | undefined;
}

/** Opens the sandbox on free loopback ports. */
export async function openSandbox({ dataDir }: SandboxOptions = {}): Promise<Sandbox> {
  const letters = openLetters(dataDir === undefined ? undefined : join(dataDir, 'mails'));
  const script = openScript();
  const sink = await openSmtpSink(letters, script);
  const pbx = openPbx();
  const page = await openMailbox({ letters, script, pbx });
  const host = '127.0.0.1';

  return {
    smtp: { host, port: sink.port, url: `smtp://${host}:${sink.port}` },
    pbx,
    mailbox: {
      url: page.url,
      list: filter => Promise.all(letters.list(filter).map(summarize)),
      async read(id) {
        const letter = letters.get(id);
        return letter && read(letter);
      },
      raw: id => letters.get(id)?.raw,
      waitFor: async (to, options) => read(await nextLetter(letters, to, options)),
      clear: () => letters.clear(),
    },
    failNext: trouble => script.add(trouble),
    clearFailures: () => script.clear(),
    stop: async () => {
      await Promise.all([sink.stop(), page.stop()]);
    },
  };
}

function nextLetter(letters: Letters, to: string, { newerThan, timeoutMilliseconds = 5_000 }: WaitOptions = {}): Promise<Letter> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const [newest] = letters.list({ to });
      if (!newest || newest.id === newerThan) return;
      stop();
      clearTimeout(timer);
      resolve(newest);
    };
    const stop = letters.watch(look);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`No mail to ${to} within ${timeoutMilliseconds} ms.`));
    }, timeoutMilliseconds);
    look();
  });
}

export { signed } from './pbx.js';
export type { Pbx, PbxCall, PbxDelivery, PbxState } from './pbx.js';
export type { LetterFilter } from './letters.js';
export type { LetterReading, LetterSummary } from './reading.js';
export type { Stage, Trouble } from './trouble.js';
