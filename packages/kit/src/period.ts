import { ArgsType, Field } from 'type-graphql';
import type { Context } from './context.js';
import { Refused } from './refusal.js';

/** The time that figures are of. */
@ArgsType()
export class PeriodArgs {
  @Field(() => Date, { description: 'The time begins at this instant.' })
  from!: Date;

  @Field(() => Date, { description: 'And ends before this one, at most 366 days later.' })
  before!: Date;

  @Field(() => String, { defaultValue: 'UTC', description: 'The time zone its days are of, by its IANA name such as `Europe/Berlin`.' })
  timeZone!: string;
}

/** A time, and the equally long one before it: cut where this one has come to, so that half a day compares with half a day. */
export interface Period extends Readonly<PeriodArgs> {
  readonly at: Date;
  readonly previousFrom: Date;
  readonly previousBefore: Date;
}

const dayMs = 24 * 60 * 60_000;
const changeOfClockMs = 2 * 60 * 60_000;
const mostDays = 366;
const earliest = new Date('1970-01-01');
const latest = new Date('9999-01-01');

/** The time that is asked for, as of now. Refuses a zone that there is not, and a time that ends before it begins or is too long, by the argument's name. */
export function periodOf({ now }: Pick<Context, 'now'>, { from, before, timeZone }: PeriodArgs): Period {
  if (!isZone(timeZone)) throw new Refused('INVALID', 'There is no such time zone. Give its IANA name, such as Europe/Berlin.', 'timeZone');
  if (!(from >= earliest && from < latest)) throw new Refused('INVALID', 'from is an instant after 1970 and before 9999.', 'from');
  const length = before.getTime() - from.getTime();
  if (!(length > 0)) throw new Refused('INVALID', 'before is an instant after from.', 'before');
  if (length > mostDays * dayMs + changeOfClockMs) throw new Refused('INVALID', `before is at most ${String(mostDays)} days after from.`, 'before');
  const at = now();
  const come = Math.min(Math.max(at.getTime() - from.getTime(), 0), length);
  const previousFrom = new Date(from.getTime() - length);
  return { from, before, timeZone, at, previousFrom, previousBefore: new Date(previousFrom.getTime() + come) };
}

/** Whether Postgres and we mean the same by it: offsets are left out, for their sign is turned there. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
