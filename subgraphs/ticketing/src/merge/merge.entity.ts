import { Field, Int, ObjectType } from 'type-graphql';
import { Ticket, TicketStatus } from '../ticket/ticket.entity.js';

@ObjectType({ description: 'What a merge of two tickets would do.' })
export class TicketMergePreview {
  @Field(() => Ticket, { description: 'The ticket that would end.' })
  source!: Ticket;

  @Field(() => Ticket, { description: 'The ticket that would go on. It keeps its subject, priority, assignee, team, tags and customer.' })
  target!: Ticket;

  @Field(() => TicketStatus, { description: 'Whose turn it would be: the organization\'s where one of the two is OPEN, else the requester\'s where one is PENDING.' })
  status!: TicketStatus;

  @Field(() => Int, { description: 'How many messages would move, notes aside.' })
  messageCount!: number;

  @Field(() => Int, { nullable: true, description: 'How many notes would move; null for who may not read notes.' })
  noteCount!: number | null;

  @Field(() => Int, { description: 'How many files would move with what the viewer may read.' })
  attachmentCount!: number;
}
