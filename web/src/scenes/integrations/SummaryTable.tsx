import { type FragmentType, graphql, read } from '../../gql/index.js';
import classes from './SummaryTable.module.css';

const SummaryTable_provider = graphql(`
  fragment SummaryTable_provider on IntegrationSummary {
    provider
    calls
    failures
    p50Ms
    p95Ms
  }
`);

const milliseconds = (value: number) => (value < 10_000 ? `${value.toLocaleString()} ms` : `${(value / 1000).toFixed(1)} s`);

/** A line for each provider; its bar is as long as 95 in 100 calls took at most, its dark part as half of them did. */
export function SummaryTable({ providers }: { providers: readonly FragmentType<typeof SummaryTable_provider>[] }) {
  const rows = read(SummaryTable_provider, providers);
  const longest = Math.max(1, ...rows.map(({ p95Ms }) => p95Ms));
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Provider</th>
          <th scope="col" className={classes.number}>
            Calls
          </th>
          <th scope="col" className={classes.number}>
            Failed
          </th>
          <th scope="col" className={classes.number}>
            Half within
          </th>
          <th scope="col" className={classes.number}>
            95 % within
          </th>
          <td aria-hidden="true" className={classes.bar} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ provider, calls, failures, p50Ms, p95Ms }) => (
          <tr key={provider}>
            <th scope="row">{provider}</th>
            <td className={classes.number}>{calls.toLocaleString()}</td>
            <td className={classes.number} data-bad={failures > 0}>
              {failures.toLocaleString()}
            </td>
            <td className={classes.number}>{milliseconds(p50Ms)}</td>
            <td className={classes.number}>{milliseconds(p95Ms)}</td>
            <td aria-hidden="true" className={classes.bar}>
              <span className={classes.long} style={{ width: `${(100 * p95Ms) / longest}%` }}>
                <span className={classes.half} style={{ width: `${p95Ms === 0 ? 0 : (100 * p50Ms) / p95Ms}%` }} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
