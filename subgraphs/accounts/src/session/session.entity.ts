import { Payload } from '@deskgraph/kit';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A browser in which the viewer is signed in.' })
export class Session {
  @Field(() => ID, { description: 'Its id; not the cookie.' })
  id!: string;

  @Field(() => Date, { description: 'When it began; it ends 7 days later at the latest.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last seen, to the minute.' })
  lastSeenAt!: Date;

  @Field(() => Date, { description: 'When it ends unless it is used again.' })
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: 'What the browser called itself.' })
  userAgent!: string | null;

  @Field(() => String, { nullable: true, description: 'The address it signed in from.' })
  ipAddress!: string | null;

  @Field(() => Boolean, { description: 'Whether it is the one asking.' })
  current!: boolean;
}

@ObjectType({ description: 'The end of a browser\'s session.' })
export class SessionRevocation {
  @Field(() => ID, { description: 'The session that ended.' })
  id!: string;
}

@ObjectType({ implements: Payload, description: 'The session that was ended, or why not.' })
export class SessionPayload extends Payload {
  @Field(() => Session, { nullable: true, description: 'The session as it was. Null when several were ended.' })
  session?: Session | null;

  @Field(() => Boolean, { nullable: true, description: 'True when at least one session was ended.' })
  ended?: boolean | null;
}
