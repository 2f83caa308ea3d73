import { Name } from '@deskgraph/kit';
import { MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { TicketFilter, TicketOrder } from '../ticket/ticket.inputs.js';

@InputType({ description: 'A view to keep.' })
export class ViewCreateInput {
  @Name(60)
  @Field(() => String, { description: 'What people call it, 1 to 60 characters.' })
  name!: string;

  @ValidateNested()
  @Field(() => TicketFilter, { nullable: true, description: 'Which tickets it shows; all unless given. Without `ids` and `number`.' })
  filter?: TicketFilter | null;

  @Field(() => TicketOrder, { nullable: true, description: 'In which order; the last active first unless given.' })
  orderBy?: TicketOrder | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether all see it, which needs `view.share`.' })
  isShared!: boolean;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the view it made.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A view to change. What is left out stays.' })
export class ViewUpdateInput {
  @Field(() => ID, { description: 'The view.' })
  id!: string;

  @Name(60)
  @Field(() => String, { nullable: true, description: 'What people are to call it, 1 to 60 characters.' })
  name?: string | null;

  @ValidateNested()
  @Field(() => TicketFilter, { nullable: true, description: 'Which tickets it is to show, in place of what it showed. Without `ids` and `number`.' })
  filter?: TicketFilter | null;

  @Field(() => TicketOrder, { nullable: true, description: 'In which order.' })
  orderBy?: TicketOrder | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether all are to see it, which needs `view.share`. One that is no longer shared is whose who took it back.' })
  isShared?: boolean | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the view as it is, without a second effect.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A view to delete. Its tickets stay as they are.' })
export class ViewDeleteInput {
  @Field(() => ID, { description: 'The view.' })
  id!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers NOT_FOUND, as for any view that is gone.' })
  idempotencyKey?: string | null;
}
