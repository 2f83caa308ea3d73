import { OrderDirection, Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TicketChannel, TicketPriority, TicketStatus } from '../ticket/ticket.entity.js';
import { TicketOrderField } from '../ticket/ticket.inputs.js';

@ObjectType({ description: 'Which tickets a view shows: what is not null may be given as a `TicketFilter`.' })
export class ViewFilter {
  @Field(() => [TicketStatus], { nullable: true, description: 'Any of these.' })
  statuses?: TicketStatus[] | null;

  @Field(() => [TicketPriority], { nullable: true, description: 'Any of these.' })
  priorities?: TicketPriority[] | null;

  @Field(() => TicketChannel, { nullable: true, description: 'How they came.' })
  channel?: TicketChannel | null;

  @Field(() => ID, { nullable: true, description: 'Whom they are assigned to.' })
  assigneeId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are assigned to whoever looks.' })
  isMine?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are assigned to anybody.' })
  isAssigned?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The team they are in.' })
  teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose they are.' })
  customerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The mailbox they came to.' })
  mailboxId?: string | null;

  @Field(() => [String], { nullable: true, description: 'With all of these tags.' })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: 'How words of the subject or of what the requester is called begin.' })
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

@ObjectType({ description: 'How a view orders tickets; may be given as a `TicketOrder`.' })
export class ViewOrder {
  @Field(() => TicketOrderField, { description: 'By what.' })
  field!: TicketOrderField;

  @Field(() => OrderDirection, { description: 'From which end.' })
  direction!: OrderDirection;
}

const instants = ['createdFrom', 'createdBefore', 'resolvedFrom', 'resolvedBefore'] as const;

@Entity('view')
@ObjectType({ description: 'A list of tickets that somebody keeps, for themselves or for all.' })
@Directive('@key(fields: "id")')
export class View {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'What people call it.' })
  @Column('text')
  name!: string;

  @Field(() => ViewFilter, { description: 'Which tickets it shows.' })
  @Column('jsonb', { transformer: { to: (filter: ViewFilter) => filter, from: revived } })
  filter!: ViewFilter;

  @Column('text')
  orderField!: TicketOrderField;

  @Column('text')
  orderDirection!: OrderDirection;

  @Field(() => Boolean, { description: 'Whether all who may see tickets see it; else only its owner does.' })
  @Column('boolean')
  isShared!: boolean;

  @Column('uuid', { nullable: true })
  ownerId!: string | null;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The view, or why nothing was changed.' })
export class ViewPayload extends Payload {
  @Field(() => View, { nullable: true, description: 'The view as it is now; as it was, when it was deleted.' })
  view?: View | null;
}

/** JSON knows no instants. */
function revived(stored: Record<string, unknown>): ViewFilter {
  const dates = instants.flatMap(name => (typeof stored[name] === 'string' ? [[name, new Date(stored[name])]] : []));
  return { ...stored, ...(Object.fromEntries(dates) as Partial<ViewFilter>) };
}
