import { OrderDirection } from '@deskgraph/kit';
import { MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { DeliveryState } from './delivery.entity.js';

export enum DeliveryOrderField {
  RECEIVED_AT = 'RECEIVED_AT',
  HANDLED_AT = 'HANDLED_AT',
}
registerEnumType(DeliveryOrderField, {
  name: 'DeliveryOrderField',
  description: 'What deliveries are ordered by.',
  valuesConfig: {
    RECEIVED_AT: { description: 'When they came.' },
    HANDLED_AT: { description: 'When they were handled; those that are not count as the latest.' },
  },
});

@InputType({ description: 'How deliveries are ordered.' })
export class DeliveryOrder {
  @Field(() => DeliveryOrderField, { description: 'By what.' })
  field!: DeliveryOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

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
  @Field(() => String, { nullable: true, description: 'Of this name, which the provider gave it.' })
  deliveryId?: string | null;

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
