import { Name, OrderDirection } from '@deskgraph/kit';
import { ArrayMaxSize, Length, MaxLength } from 'class-validator';
import { Directive, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { TicketChannel, TicketPriority, TicketStatus } from './ticket.entity.js';

export enum TicketOrderField {
  ACTIVE_AT = 'ACTIVE_AT',
  CREATED_AT = 'CREATED_AT',
  NUMBER = 'NUMBER',
  PRIORITY = 'PRIORITY',
}
registerEnumType(TicketOrderField, {
  name: 'TicketOrderField',
  description: 'What tickets are ordered by.',
  valuesConfig: {
    ACTIVE_AT: { description: 'When something was last said or done.' },
    CREATED_AT: { description: 'When they came in.' },
    NUMBER: { description: 'Their number.' },
    PRIORITY: { description: 'How much they matter, the less the smaller.' },
  },
});

@InputType({ description: 'How tickets are ordered.' })
export class TicketOrder {
  @Field(() => TicketOrderField, { description: 'By what.' })
  field!: TicketOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which tickets; every part given must hold. Merged ones are left out unless one is named by its number.' })
export class TicketFilter {
  @ArrayMaxSize(100)
  @Field(() => [ID], { nullable: true, description: 'Only these (uuids), 100 at most.' })
  ids?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'The number of the one.' })
  number?: number | null;

  @ArrayMaxSize(4)
  @Field(() => [TicketStatus], { nullable: true, description: 'Any of these.' })
  statuses?: TicketStatus[] | null;

  @ArrayMaxSize(4)
  @Field(() => [TicketPriority], { nullable: true, description: 'Any of these.' })
  priorities?: TicketPriority[] | null;

  @Field(() => TicketChannel, { nullable: true, description: 'How they came.' })
  channel?: TicketChannel | null;

  @Field(() => ID, { nullable: true, description: 'Whom they are assigned to.' })
  assigneeId?: string | null;

  @Directive('@tag(name: "personal")')
  @Field(() => Boolean, { nullable: true, description: 'Whether they are assigned to the viewer.' })
  isMine?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are assigned to anybody.' })
  isAssigned?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The team they are in.' })
  teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose they are.' })
  customerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The mailbox they came to.' })
  mailboxId?: string | null;

  @ArrayMaxSize(20)
  @Field(() => [String], { nullable: true, description: 'With all of these tags.' })
  tags?: string[] | null;

  @Length(1, 100)
  @Field(() => String, { nullable: true, description: 'How words of the subject or of what the requester is called begin, all of which must be found, or a number; 1 to 100 characters, any case.' })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'Came in at or after this instant.' })
  createdFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Came in before this instant.' })
  createdBefore?: Date | null;

  @Field(() => Date, { nullable: true, description: 'RESOLVED or CLOSED since this instant or a later one.' })
  resolvedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'RESOLVED or CLOSED since before this instant.' })
  resolvedBefore?: Date | null;
}

/** What every change of a ticket takes. */
@InputType({ description: 'A ticket to change.' })
export abstract class TicketVerbInput {
  @Field(() => ID, { description: 'The ticket.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'The version that was looked at: refused as CONFLICT where the ticket has changed since.' })
  version?: number | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the ticket as it is, without a second effect.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A ticket whose turn changes.' })
export class TicketChangeStatusInput extends TicketVerbInput {
  @Field(() => TicketStatus, { description: 'Whose turn it is to be.' })
  status!: TicketStatus;
}

@InputType({ description: 'A ticket that matters more or less.' })
export class TicketChangePriorityInput extends TicketVerbInput {
  @Field(() => TicketPriority, { description: 'How much.' })
  priority!: TicketPriority;
}

@InputType({ description: 'A ticket to call something else.' })
export class TicketRenameInput extends TicketVerbInput {
  @Name(200)
  @Field(() => String, { description: 'What it is about, in one line of 1 to 200 characters.' })
  subject!: string;
}

@InputType({ description: 'A ticket to sort by other words.' })
export class TicketTagInput extends TicketVerbInput {
  @ArrayMaxSize(20)
  @Field(() => [String], { defaultValue: [], description: 'Tags to put on it: 1 to 40 letters, digits, `-`, `_`, `:` and `.` each.' })
  add!: string[];

  @ArrayMaxSize(20)
  @Field(() => [String], { defaultValue: [], description: 'Tags to take off it.' })
  remove!: string[];
}
