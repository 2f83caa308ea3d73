import { OrderDirection } from '@deskgraph/kit';
import { IsUUID, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { InboundMailKind, InboundMailState } from './inbound-mail.entity.js';

export enum InboundMailOrderField {
  RECEIVED_AT = 'RECEIVED_AT',
}
registerEnumType(InboundMailOrderField, {
  name: 'InboundMailOrderField',
  description: 'What mails are ordered by.',
  valuesConfig: { RECEIVED_AT: { description: 'When they arrived.' } },
});

@InputType({ description: 'How mails are ordered.' })
export class InboundMailOrder {
  @Field(() => InboundMailOrderField, { description: 'By what.' })
  field!: InboundMailOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which mails; every part given must hold.' })
export class InboundMailFilter {
  @IsUUID()
  @Field(() => ID, { nullable: true, description: 'The mailbox they arrived at.' })
  mailboxId?: string | null;

  @Field(() => InboundMailKind, { nullable: true, description: 'What wrote them.' })
  kind?: InboundMailKind | null;

  @Field(() => InboundMailState, { nullable: true, description: 'How far they are.' })
  state?: InboundMailState | null;

  @Length(1, 320)
  @Field(() => String, { nullable: true, description: 'The whole address of who wrote them, in any case; 1 to 320 characters.' })
  from?: string | null;

  @Field(() => Date, { nullable: true, description: 'Arrived at or after this instant.' })
  receivedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Arrived before this instant.' })
  receivedBefore?: Date | null;
}

@InputType({ description: 'A mail to read again.' })
export class InboundMailReparseInput {
  @Field(() => ID, { description: 'The mail.' })
  id!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the mail, and does not have it read once more.' })
  idempotencyKey?: string | null;
}
