import { Name } from '@deskgraph/kit';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'How many of an order line go out.' })
export class ShipmentCreateLineInput {
  @Field(() => ID, { description: 'The order line.' })
  orderLineId!: string;

  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { description: 'How many; not more than are open.' })
  quantity!: number;
}

@InputType({ description: 'What of an order goes out.' })
export class ShipmentCreateInput {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Name(60)
  @Field(() => String, { description: 'Who carries it, 1 to 60 characters.' })
  carrier!: string;

  @Name(100)
  @Field(() => String, { nullable: true, description: 'The carrier\'s number for it.' })
  trackingNumber?: string | null;

  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique(({ orderLineId }: ShipmentCreateLineInput) => orderLineId)
  @ValidateNested()
  @Field(() => [ShipmentCreateLineInput], { nullable: true, description: 'What is in it; all that is open unless given.' })
  lines?: ShipmentCreateLineInput[] | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the shipment it made, and sends nothing twice.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A shipment that arrived.' })
export class ShipmentDeliverInput {
  @Field(() => ID, { description: 'The shipment.' })
  id!: string;

  @Field(() => Date, { nullable: true, description: 'When it arrived, not in the future; now unless given.' })
  deliveredAt?: Date | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again changes nothing more.' })
  idempotencyKey?: string | null;
}
