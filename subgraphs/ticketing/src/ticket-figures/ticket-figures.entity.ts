import { Field, Int, ObjectType } from 'type-graphql';
import { TicketChannel, TicketPriority, TicketStatus } from '../ticket/ticket.entity.js';

@ObjectType({ description: 'Counts of tickets over a time, and how fast they were answered.' })
export class TicketTotals {
  @Field(() => Int, { description: 'How many came in.' })
  created!: number;

  @Field(() => Int, { description: 'How many were resolved or closed, and still are.' })
  resolved!: number;

  @Field(() => Int, { description: 'How often one that was resolved or closed was opened again.' })
  reopened!: number;

  @Field(() => Int, { description: 'How many of those that came in have had a reply by a member.' })
  replied!: number;

  @Field(() => Int, { nullable: true, description: 'Half of those replied to had their first reply within so many seconds; null where there was none.' })
  firstReplyMedian!: number | null;

  @Field(() => Int, { nullable: true, description: 'The same for nine in ten.' })
  firstReplyP90!: number | null;

  @Field(() => Int, { nullable: true, description: 'Half of those resolved took no longer than so many seconds since they came in; null where there was none.' })
  resolutionMedian!: number | null;

  @Field(() => Int, { nullable: true, description: 'The same for nine in ten.' })
  resolutionP90!: number | null;
}

@ObjectType({ description: 'One day of tickets.' })
export class TicketDay {
  @Field(() => String, { description: 'The day in the time zone asked for, e.g. `2026-03-29`.' })
  date!: string;

  @Field(() => Int, { description: 'How many came in.' })
  created!: number;

  @Field(() => Int, { description: 'How many were resolved or closed, and still are.' })
  resolved!: number;
}

@ObjectType({ description: 'How many tickets are in a status.' })
export class TicketStatusCount {
  @Field(() => TicketStatus, { description: 'Whose turn it is.' })
  status!: TicketStatus;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many tickets matter so much.' })
export class TicketPriorityCount {
  @Field(() => TicketPriority, { description: 'How much.' })
  priority!: TicketPriority;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many tickets came so.' })
export class TicketChannelCount {
  @Field(() => TicketChannel, { description: 'How.' })
  channel!: TicketChannel;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many tickets are in a team.' })
export class TicketTeamCount {
  readonly teamId!: string | null;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many tickets somebody is to answer.' })
export class TicketAssigneeCount {
  readonly assigneeId!: string | null;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'Figures of tickets. Merged ones are left out: what was asked counts once.' })
export class TicketFigures {
  @Field(() => Date, { description: 'As of when.' })
  at!: Date;

  @Field(() => Int, { description: 'How many tickets are OPEN now.' })
  openNow!: number;

  @Field(() => Int, { description: 'How many of those are assigned to nobody.' })
  unassignedNow!: number;

  @Field(() => TicketTotals, { description: 'Over the time asked for.' })
  period!: TicketTotals;

  @Field(() => TicketTotals, { description: 'Over the equally long time before it; only as far as this one has come, where it goes on.' })
  previous!: TicketTotals;

  @Field(() => [TicketDay], { description: 'Every day of the time, the first first.' })
  days!: TicketDay[];

  @Field(() => [TicketStatusCount], { description: 'Those that came in, by the status they have now.' })
  statuses!: TicketStatusCount[];

  @Field(() => [TicketPriorityCount], { description: 'Those that came in, by how much they matter, the most urgent first.' })
  priorities!: TicketPriorityCount[];

  @Field(() => [TicketChannelCount], { description: 'Those that came in, by how they came.' })
  channels!: TicketChannelCount[];

  @Field(() => [TicketTeamCount], { description: 'Those that came in, by their team: the 20 teams with the most, and none.' })
  teams!: TicketTeamCount[];

  @Field(() => Int, { description: 'How many of them are in teams that are not among those 20.' })
  otherTeams!: number;

  @Field(() => [TicketAssigneeCount], { description: 'Those that came in, by whom they are assigned to: the 20 members with the most, and nobody.' })
  assignees!: TicketAssigneeCount[];

  @Field(() => Int, { description: 'How many of them are assigned to members who are not among those 20.' })
  otherAssignees!: number;
}
