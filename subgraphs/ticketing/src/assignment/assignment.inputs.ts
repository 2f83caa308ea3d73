import { Field, ID, InputType } from 'type-graphql';
import { TicketVerbInput } from '../ticket/ticket.inputs.js';

@InputType({ description: 'A ticket to give to somebody. What is left out stays; null takes it away.' })
export class TicketAssignInput extends TicketVerbInput {
  @Field(() => ID, { nullable: true, description: 'The active member whose work it is to be; null for nobody.' })
  assigneeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The team it is to be in; null for none.' })
  teamId?: string | null;
}
