import { performance } from 'node:perf_hooks';

/** Tells a person at a terminal what is going on. The only room that prints. */
export interface Teller {
  /** A step that has just ended, with the time since the start. */
  step(text: string): void;
  /** Lines as they are. */
  say(...lines: string[]): void;
}

/** A teller on standard output. */
export function openTeller(): Teller {
  const started = performance.now();
  return {
    step: text => void process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}\n`),
    say: (...lines) => void process.stdout.write(`${lines.join('\n')}\n`),
  };
}
