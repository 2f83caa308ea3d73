/** One measured figure beside what it is compared with, both from the same run. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly peer: string;
  /** `value` as a multiple of `peer`; empty where there is none. */
  readonly ratio: string;
  readonly goal: string;
}

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const head = ['what', 'measured', 'beside', 'ratio', 'goal'];
  const rows = figures.map(({ what, value, peer, ratio, goal }) => [what, value, peer, ratio, goal]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

/** Milliseconds since 1970, with their fractions: comparable between processes of one machine. */
export const now = (): number => performance.timeOrigin + performance.now();

/** The value below which `share` (0 to 1) of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** CPU microseconds per call of each contestant: interleaved rounds, the first one dropped, the median of the others. */
export async function cpuPerCall<Name extends string>(contestants: Record<Name, () => Promise<unknown>>, { rounds = 6, calls = 200 } = {}): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const taken = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const before = process.cpuUsage();
      for (let call = 0; call < calls; call++) await contestants[name]();
      const { user, system } = process.cpuUsage(before);
      if (round > 0) taken[name].push((user + system) / calls);
    }
  }
  return Object.fromEntries(names.map(name => [name, quantile(taken[name], 0.5)])) as Record<Name, number>;
}

/** Wall milliseconds of each call. */
export async function timed(calls: number, work: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let call = 0; call < calls; call++) {
    const started = performance.now();
    await work();
    samples.push(performance.now() - started);
  }
  return samples;
}
