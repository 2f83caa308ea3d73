import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Counts of calls over a time.' })
export class CallTotals {
  @Field(() => Int, { description: 'How many there were, in both directions.' })
  calls!: number;

  @Field(() => Int, { description: 'How many of them somebody called us by.' })
  inbound!: number;

  @Field(() => Int, { description: 'How many were answered.' })
  answered!: number;

  @Field(() => Int, { description: 'How many nobody answered.' })
  missed!: number;

  @Field(() => Int, { nullable: true, description: 'Half of the inbound calls that were answered rang no longer than so many seconds; null where there was none.' })
  ringMedian!: number | null;

  @Field(() => Int, { nullable: true, description: 'The same for nine in ten.' })
  ringP90!: number | null;
}

@ObjectType({ description: 'One day of calls.' })
export class CallDay {
  @Field(() => String, { description: 'The day in the time zone asked for, e.g. `2026-03-29`.' })
  date!: string;

  @Field(() => Int, { description: 'How many there were.' })
  calls!: number;

  @Field(() => Int, { description: 'How many were answered.' })
  answered!: number;

  @Field(() => Int, { description: 'How many nobody answered.' })
  missed!: number;
}

@ObjectType({ description: 'Figures of calls.' })
export class CallFigures {
  @Field(() => Date, { description: 'As of when.' })
  at!: Date;

  @Field(() => Int, { description: 'How many calls are going on now, those that ring among them.' })
  underwayNow!: number;

  @Field(() => CallTotals, { description: 'Over the time asked for.' })
  period!: CallTotals;

  @Field(() => CallTotals, { description: 'Over the equally long time before it; only as far as this one has come, where it goes on.' })
  previous!: CallTotals;

  @Field(() => [CallDay], { description: 'Every day of the time, the first first.' })
  days!: CallDay[];
}
