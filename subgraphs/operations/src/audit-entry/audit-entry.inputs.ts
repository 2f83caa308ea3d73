import { OrderDirection } from '@deskgraph/kit';
import { MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';

export enum AuditEntryOrderField {
  AT = 'AT',
}
registerEnumType(AuditEntryOrderField, {
  name: 'AuditEntryOrderField',
  description: 'What entries of the audit trail are ordered by.',
  valuesConfig: { AT: { description: 'When.' } },
});

@InputType({ description: 'How entries of the audit trail are ordered.' })
export class AuditEntryOrder {
  @Field(() => AuditEntryOrderField, { description: 'By what.' })
  field!: AuditEntryOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which entries of the audit trail; every part given must hold.' })
export class AuditEntryFilter {
  @Field(() => ID, { nullable: true, description: 'Done by this member.' })
  memberId?: string | null;

  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'This action, e.g. `member.changeRole`; or all of a noun, e.g. `member`.' })
  action?: string | null;

  @Field(() => ID, { nullable: true, description: 'Done to this thing.' })
  subjectId?: string | null;

  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'Done in this request.' })
  requestId?: string | null;

  @Field(() => Date, { nullable: true, description: 'At or after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this instant.' })
  before?: Date | null;
}
