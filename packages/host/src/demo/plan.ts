/** What a demo is made of: the same plan gives the same rows. */
export interface DemoPlan {
  readonly seed: string;
  /** The midnight (UTC) before which everything happened. */
  readonly end: Date;
  readonly customers: number;
  readonly orders: number;
  readonly calls: number;
  readonly notes: number;
  readonly tickets: number;
}

export const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
/** How long before its end the demo's orders and calls begin. */
const days = 91;

/** The plan of a demo that ends with the midnight before `now`, at a scale: 1 is the demo of `npm start`. */
export function planOf(now: Date, scale = 1, seed = 'brandt'): DemoPlan {
  const scaled = (count: number): number => Math.max(1, Math.round(count * scale));
  const end = new Date(Math.floor(now.getTime() / day) * day);
  return { seed, end, customers: scaled(500), orders: scaled(3000), calls: scaled(600), notes: scaled(300), tickets: scaled(2000) };
}

/** When the demo's orders and calls begin. */
export function beginOf({ end }: DemoPlan): Date {
  return new Date(end.getTime() - days * day);
}

/** The moment at a share (0 to 1) of the demo's working time, which is from 7 to 17 UTC on weekdays: what is later in share is later in time. */
export function momentAt(plan: DemoPlan, share: number): Date {
  const workdays = known.get(plan) ?? workdaysOf(plan);
  known.set(plan, workdays);
  const place = Math.min(Math.max(share, 0), 0.999_999) * workdays.length;
  const midnight = workdays[Math.floor(place)] ?? beginOf(plan).getTime();
  return new Date(Math.floor(midnight + 7 * hour + (place % 1) * 10 * hour));
}

const known = new WeakMap<DemoPlan, readonly number[]>();

function workdaysOf(plan: DemoPlan): number[] {
  const begin = beginOf(plan).getTime();
  return Array.from({ length: days }, (_, at) => begin + at * day).filter(isWorkday);
}

/** The same moment, or the next morning on which people work. */
export function atWork(at: Date): Date {
  let time = at.getTime();
  const into = time % day;
  if (into >= 17 * hour) time += day - into + 7 * hour + (into % hour);
  else if (into < 7 * hour) time += 7 * hour - into + (into % hour);
  while (!isWorkday(time)) time += day;
  return new Date(time);
}

function isWorkday(time: number): boolean {
  return ![0, 6].includes(new Date(time).getUTCDay());
}
