import { CronExpressionParser } from 'cron-parser';

/** When a job that runs by the clock runs next, in UTC. */
export function nextRun(cron: string, after: Date): Date {
  return CronExpressionParser.parse(cron, { currentDate: after, tz: 'UTC' }).next().toDate();
}
