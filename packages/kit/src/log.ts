import { type DestinationStream, type Logger, pino } from 'pino';

/** Structured log: one JSON line an event. */
export type Log = Logger;

/** Field names whose values never reach a log, at any of the first three depths. Personal data is not logged at all; this is the net below. */
const secret = ['password', 'secret', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'email', 'phone', 'name', 'address', 'ip', 'link'];
const paths = secret.flatMap(name => [name, `*.${name}`, `*.*.${name}`]);

/** Opens the log. `level` is one of trace, debug, info, warn, error, silent. Errors are logged by code and message, without the query that failed. */
export function openLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: { paths, censor: '[redacted]' },
      serializers: { error: describe },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** An error's kind, code, message and stack; never its parameters: a failed statement carries people's data there and in its detail. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack?.split('\n').filter(line => line.startsWith('    at ')).slice(0, 8);
  return { kind: error.name, code, message: withoutQuotes(error.message), frames };
}

/** Databases and parsers quote the offending value in their messages. */
function withoutQuotes(message: string): string {
  return message.replace(/"[^"]*"/g, '"…"').replace(/[^\s@]+@[^\s@]+/g, '…@…');
}
