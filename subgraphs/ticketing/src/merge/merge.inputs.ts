import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { TicketVerbInput } from '../ticket/ticket.inputs.js';

@InputType({ description: 'Two tickets about one thing.' })
export class TicketMergeInput {
  @Field(() => ID, { description: 'The one that ends: what was said in it goes to the other.' })
  sourceId!: string;

  @Field(() => ID, { description: 'The one that goes on.' })
  targetId!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the ticket that goes on.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A merged ticket that is to go on by itself again.' })
export class TicketUnmergeInput extends TicketVerbInput {}
