// `npm run faults`: strikes every fault under load and prints what came of it. A number says how often each, 5 unless said; names after it strike only those.
import { runFaults } from '@deskgraph/testing';

const quantile = (samples: readonly number[], share: number): string => ([...samples].sort((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(samples.length * share))] ?? 0).toFixed(1);
const trials = Number(process.argv[2] ?? 5);
process.stdout.write('| fault | trials | acknowledged writes | violations | recovery p50 / p95 |\n|---|---|---|---|---|\n');
const rows = await runFaults(trials, ({ fault, trials: struck, acknowledged, violations, recoveries }) => {
  process.stdout.write(`| ${fault} | ${String(struck)} | ${String(acknowledged)} | ${violations.join('; ') || '0'} | ${quantile(recoveries, 0.5)} / ${quantile(recoveries, 0.95)} s |\n`);
}, process.argv.slice(3));
process.exitCode = rows.some(({ violations }) => violations.length > 0) ? 1 : 0;
