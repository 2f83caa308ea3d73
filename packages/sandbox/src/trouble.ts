/** The moments of an SMTP conversation at which trouble can be scripted. */
export const STAGES = ['CONNECT', 'AUTH', 'MAIL', 'RCPT', 'DATA'] as const;

export type Stage = (typeof STAGES)[number];

/** What goes wrong next: an answer of this code, a wait before the usual answer, a connection cut without one, or so many bytes that are no answer at all. */
export type Trouble = { readonly at?: Stage | undefined; readonly times?: number | undefined } & (
  | { readonly code: number; readonly message?: string | undefined }
  | { readonly slowMilliseconds: number }
  | { readonly drop: true }
  | { readonly garbageBytes: number }
);

/** The trouble ahead, first come first served for each stage. */
export interface Script {
  /** Queues trouble: at DATA and once, unless it says otherwise. Throws TypeError for trouble that makes no sense. */
  add(trouble: Trouble): void;
  /** Takes the trouble due at this stage, if any. */
  take(stage: Stage): Trouble | undefined;
  pending(): readonly Trouble[];
  clear(): void;
}

/** A script without trouble. */
export function openScript(): Script {
  const queue: { trouble: Trouble; left: number }[] = [];
  return {
    add(trouble) {
      queue.push({ trouble: checked(trouble), left: trouble.times ?? 1 });
    },
    take(stage) {
      const index = queue.findIndex(({ trouble }) => (trouble.at ?? 'DATA') === stage);
      const next = queue[index];
      if (!next) return undefined;
      next.left -= 1;
      if (next.left === 0) queue.splice(index, 1);
      return next.trouble;
    },
    pending: () => queue.map(({ trouble, left }) => ({ ...trouble, times: left })),
    clear: () => void queue.splice(0),
  };
}

/** Trouble from a JSON value. Throws TypeError naming what is wrong. */
export function troubleOf(value: unknown): Trouble {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('A failure is an object.');
  const { at, times, code, message, slowMilliseconds, drop, garbageBytes, ...unknown } = value as Record<string, unknown>;
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) throw new TypeError(`Unknown field ${stranger}.`);
  if ([code, slowMilliseconds, drop, garbageBytes].filter(kind => kind !== undefined).length !== 1) {
    throw new TypeError('A failure has exactly one of code, slowMilliseconds, drop and garbageBytes.');
  }
  const kind = code !== undefined ? { code, message } : drop !== undefined ? { drop } : garbageBytes !== undefined ? { garbageBytes } : { slowMilliseconds };
  return checked({ at, times, ...kind } as Trouble);
}

function checked(trouble: Trouble): Trouble {
  const { at = 'DATA', times = 1 } = trouble;
  if (!STAGES.includes(at)) throw new TypeError(`at is one of ${STAGES.join(', ')}.`);
  if (!whole(times, 1, 10_000)) throw new TypeError('times is a whole number from 1 to 10000.');
  if ('code' in trouble) {
    if (!whole(trouble.code, 400, 599)) throw new TypeError('code is a whole number from 400 to 599.');
    const { message = '' } = trouble;
    const fits = typeof message === 'string' && message.length <= 500 && !/[\r\n]/.test(message);
    if (!fits) throw new TypeError('message is one line of 500 characters at most.');
  } else if ('drop' in trouble) {
    if ((trouble as { drop: unknown }).drop !== true) throw new TypeError('drop is true.');
  } else if ('garbageBytes' in trouble) {
    if (!whole(trouble.garbageBytes, 1, 100_000_000)) throw new TypeError('garbageBytes is a whole number from 1 to 100000000.');
  } else if (!whole(trouble.slowMilliseconds, 0, 600_000)) {
    throw new TypeError('slowMilliseconds is a whole number from 0 to 600000.');
  }
  return trouble;
}

function whole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
