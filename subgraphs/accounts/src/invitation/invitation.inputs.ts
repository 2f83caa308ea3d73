import { OrderDirection } from '@deskgraph/kit';
import { MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { Address } from '../auth/auth.address.js';
import { InvitationState } from './invitation.entity.js';

export enum InvitationOrderField {
  CREATED_AT = 'CREATED_AT',
  EXPIRES_AT = 'EXPIRES_AT',
  EMAIL = 'EMAIL',
}
registerEnumType(InvitationOrderField, {
  name: 'InvitationOrderField',
  description: 'What invitations are ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When they were first sent.' },
    EXPIRES_AT: { description: 'When they stop working.' },
    EMAIL: { description: 'The invited address.' },
  },
});

@InputType({ description: 'How invitations are ordered.' })
export class InvitationOrder {
  @Field(() => InvitationOrderField, { description: 'By what.' })
  field!: InvitationOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which invitations.' })
export class InvitationFilter {
  @Field(() => InvitationState, { nullable: true, description: 'What became of them.' })
  state?: InvitationState | null;
}

@InputType({ description: 'Whom to invite, and to which role.' })
export class MemberInviteInput {
  @Address()
  @Field(() => String, { description: 'Their address; case does not matter.' })
  email!: string;

  @Field(() => ID, { description: 'The role they will hold; one the viewer can `grant`.' })
  roleId!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the invitation it made, and sends no second mail.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An invitation to send again.' })
export class InvitationResendInput {
  @Field(() => ID, { description: 'The invitation; pending or expired.' })
  id!: string;
}

@InputType({ description: 'An invitation to take back.' })
export class InvitationRevokeInput {
  @Field(() => ID, { description: 'The invitation; pending or expired.' })
  id!: string;
}
