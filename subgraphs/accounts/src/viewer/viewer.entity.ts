import { Payload } from '@deskgraph/kit';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Member } from '../member/member.entity.js';
import { Organization } from '../organization/organization.entity.js';

@ObjectType({ description: 'Whoever is asking: a person in one of their organizations, or an API key on behalf of its maker.' })
export class Viewer {
  constructor(readonly member: Member) {}

  @Field(() => ID, { description: 'The person\'s id (uuid), the same in every organization.' })
  get id(): string {
    return this.member.userId;
  }
}

@ObjectType({ description: 'One of the organizations the viewer may enter.' })
export class Membership {
  @Field(() => Organization, { nullable: true, description: 'The organization; send its id as `x-organization-id` to act there.' })
  organization!: Organization;

  @Field(() => String, { description: 'The name of the role the viewer holds there.' })
  role!: string;

  @Field(() => Boolean, { description: 'Whether it is the one they are acting in.' })
  current!: boolean;
}

@ObjectType({ implements: Payload, description: 'The viewer, or why they were not changed.' })
export class ViewerPayload extends Payload {
  @Field(() => Viewer, { nullable: true, description: 'The viewer as they are now.' })
  viewer?: Viewer | null;
}
