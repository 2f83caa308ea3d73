import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum DeliveryState {
  RECEIVED = 'RECEIVED',
  DONE = 'DONE',
}
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'How far a delivery is.',
  valuesConfig: {
    RECEIVED: { description: 'Is stored and waits to be handled; parked events say why it waits for long.' },
    DONE: { description: 'Has been handled.' },
  },
});

@ObjectType({ description: 'One header of a delivery.' })
export class DeliveryHeader {
  @Field(() => String, { description: 'Its name, in lower case.' })
  name!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;
}

@Entity({ schema: 'platform', name: 'inbox', synchronize: false })
@ObjectType({ description: 'Something a provider called in with: stored once, as it came, before it was acknowledged.' })
@Directive('@key(fields: "id")')
export class Delivery {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly connectionId!: string;

  @Field(() => String, { description: 'The provider, e.g. `pbx`.' })
  @Column('text')
  readonly provider!: string;

  @Field(() => String, { description: 'The provider\'s own name for this delivery; the same one is stored once.' })
  @Column('text')
  readonly deliveryId!: string;

  @Field(() => String, { description: 'What it is about, as the provider names it: deliveries of one key are handled in order.' })
  @Column('text')
  readonly key!: string;

  @Column('uuid')
  readonly subjectId!: string;

  @Column('jsonb')
  readonly headers!: Record<string, string>;

  /** Read only where somebody asks for it. */
  @Column('bytea', { select: false })
  readonly body?: Buffer;

  @Field(() => DeliveryState, { description: 'How far it is.' })
  @Column('text')
  state!: DeliveryState;

  @Field(() => Date, { description: 'When it came.' })
  @Column('timestamptz')
  readonly receivedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was handled.' })
  @Column('timestamptz', { nullable: true })
  handledAt!: Date | null;

  @Field(() => String, { description: 'The request it came with.' })
  @Column('text')
  readonly requestId!: string;
}

/** How many bytes a delivery has. */
export interface DeliverySize {
  readonly id: string;
  readonly size: number;
}

/** How the bytes of a delivery begin. */
export interface DeliveryBody {
  readonly id: string;
  readonly start: Buffer;
}

@ObjectType({ implements: Payload, description: 'The delivery, or why nothing was changed.' })
export class DeliveryPayload extends Payload {
  @Field(() => Delivery, { nullable: true, description: 'The delivery as it is now.' })
  delivery?: Delivery | null;
}

/** How much of a body is shown, in bytes. */
export const shownBytes = 64 * 1024;
