import { Payload } from '@deskgraph/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum PresenceMode {
  VIEWING = 'VIEWING',
  REPLYING = 'REPLYING',
}
registerEnumType(PresenceMode, {
  name: 'PresenceMode',
  description: 'What somebody does at a ticket.',
  valuesConfig: { VIEWING: { description: 'They look at it.' }, REPLYING: { description: 'They write something.' } },
});

@Entity('presence')
@ObjectType({ description: 'A member who has a ticket open.' })
export class PresentMember {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  @PrimaryColumn('uuid')
  readonly memberId!: string;

  @Field(() => PresenceMode, { description: 'What they do.' })
  @Column('text')
  readonly mode!: PresenceMode;

  @Field(() => Date, { description: 'Since when they do that.' })
  @Column('timestamptz')
  readonly since!: Date;

  @Column('timestamptz')
  readonly seenAt!: Date;
}

@ObjectType({ description: 'Who has a ticket open now.' })
export class Presence {
  @Field(() => ID, { description: 'The ticket.' })
  readonly ticketId!: string;

  @Field(() => [PresentMember], { description: 'Who, those who write first; 50 at most. Who was not heard of for 20 seconds is gone.' })
  readonly members!: PresentMember[];
}

@ObjectType({ implements: Payload, description: 'Who has the ticket open, or why nothing was noted.' })
export class PresencePayload extends Payload {
  @Field(() => Presence, { nullable: true, description: 'Who has the ticket open now.' })
  presence?: Presence | null;
}
