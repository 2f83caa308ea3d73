import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum ShipmentState {
  SHIPPED = 'SHIPPED',
  DELIVERED = 'DELIVERED',
}
registerEnumType(ShipmentState, {
  name: 'ShipmentState',
  description: 'How far a shipment is.',
  valuesConfig: { SHIPPED: { description: 'A carrier has it.' }, DELIVERED: { description: 'The buyer has it.' } },
});

@Entity('shipment')
@ObjectType({ description: 'What of an order went out together.' })
@Directive('@key(fields: "id")')
export class Shipment {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => ID, { description: 'The order it is of (uuid).' })
  @Column('uuid')
  readonly orderId!: string;

  @Field(() => String, { description: 'Who carries it.' })
  @Column('text')
  readonly carrier!: string;

  @Field(() => String, { nullable: true, description: 'The carrier\'s number for it.' })
  @Column('text', { nullable: true })
  readonly trackingNumber!: string | null;

  @Field(() => ShipmentState, { description: 'How far it is.' })
  @Column('text')
  state!: ShipmentState;

  @Field(() => Date, { description: 'When it went out.' })
  @Column('timestamptz')
  readonly shippedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it arrived; null while it has not.' })
  @Column('timestamptz', { nullable: true })
  deliveredAt!: Date | null;
}

@Entity('shipment_line')
@ObjectType({ description: 'How many of an order line are in a shipment.' })
export class ShipmentLine {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly shipmentId!: string;

  @PrimaryColumn('uuid')
  readonly orderLineId!: string;

  @Field(() => Int, { description: 'How many.' })
  @Column('integer')
  readonly quantity!: number;
}

@ObjectType({ implements: Payload, description: 'The shipment, or why nothing was changed.' })
export class ShipmentPayload extends Payload {
  @Field(() => Shipment, { nullable: true, description: 'The shipment as it is now.' })
  shipment?: Shipment | null;
}
