import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DeliveryState } from './delivery.entity.js';

@InputType({ description: 'Which deliveries; every part given must hold.' })
export class DeliveryFilter {
  @Field(() => DeliveryState, { nullable: true, description: 'How far they are.' })
  state?: DeliveryState | null;

  @MaxLength(60)
  @Field(() => String, { nullable: true, description: 'Of this provider.' })
  provider?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this connection.' })
  connectionId?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'About this key.' })
  key?: string | null;

  @Field(() => Date, { nullable: true, description: 'Came at or after this instant.' })
  receivedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Came before this instant.' })
  receivedBefore?: Date | null;
}

@InputType({ description: 'A delivery to handle again.' })
export class DeliveryReplayInput {
  @Field(() => ID, { description: 'The delivery.' })
  id!: string;
}
