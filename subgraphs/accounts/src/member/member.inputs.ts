import { OrderDirection } from '@deskgraph/kit';
import { Length } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { MemberState } from './member.entity.js';

export enum MemberOrderField {
  NAME = 'NAME',
  JOINED_AT = 'JOINED_AT',
}
registerEnumType(MemberOrderField, {
  name: 'MemberOrderField',
  description: 'What members are ordered by.',
  valuesConfig: { NAME: { description: 'Their name.' }, JOINED_AT: { description: 'When they joined.' } },
});

@InputType({ description: 'How members are ordered.' })
export class MemberOrder {
  @Field(() => MemberOrderField, { description: 'By what.' })
  field!: MemberOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which members; every part given must hold.' })
export class MemberFilter {
  @Length(1, 100)
  @Field(() => String, { nullable: true, description: 'Part of the name, or of an address the viewer may see; 1 to 100 characters, any case.' })
  search?: string | null;

  @Field(() => MemberState, { nullable: true, description: 'Whether they may enter.' })
  state?: MemberState | null;

  @Field(() => ID, { nullable: true, description: 'The role they hold.' })
  roleId?: string | null;
}

@InputType({ description: 'Whose role to change, and to which.' })
export class MemberChangeRoleInput {
  @Field(() => ID, { description: 'The member.' })
  id!: string;

  @Field(() => ID, { description: 'The role they are to hold; one the viewer can `grant`.' })
  roleId!: string;
}

@InputType({ description: 'Whom to keep out.' })
export class MemberDeactivateInput {
  @Field(() => ID, { description: 'The member; not oneself.' })
  id!: string;
}

@InputType({ description: 'Whom to let in again.' })
export class MemberReactivateInput {
  @Field(() => ID, { description: 'The deactivated member.' })
  id!: string;
}

@InputType({ description: 'Whom to remove for good.' })
export class MemberRemoveInput {
  @Field(() => ID, { description: 'The member; not oneself.' })
  id!: string;
}
