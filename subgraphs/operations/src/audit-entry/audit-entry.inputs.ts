import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which entries of the audit trail; every part given must hold.' })
export class AuditEntryFilter {
  @Field(() => ID, { nullable: true, description: 'Done by this member.' })
  memberId?: string | null;

  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'This action, e.g. `member.changeRole`; or all of a noun, e.g. `member`.' })
  action?: string | null;

  @Field(() => ID, { nullable: true, description: 'Done to this thing.' })
  subjectId?: string | null;

  @Field(() => Date, { nullable: true, description: 'At or after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this instant.' })
  before?: Date | null;
}
