import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A ticket that the viewer has read.' })
export class TicketReadInput {
  @Field(() => ID, { description: 'The ticket.' })
  id!: string;

  @Field(() => Date, { nullable: true, description: 'Up to when: the `activeAt` that was looked at, so that what comes meanwhile stays unread. Now unless given.' })
  upTo?: Date | null;
}

@InputType({ description: 'A ticket that is to count as unread.' })
export class TicketUnreadInput {
  @Field(() => ID, { description: 'The ticket.' })
  id!: string;
}
