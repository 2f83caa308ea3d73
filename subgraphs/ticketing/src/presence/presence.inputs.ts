import { Field, ID, InputType } from 'type-graphql';
import { PresenceMode } from './presence.entity.js';

@InputType({ description: 'A ticket the viewer has open.' })
export class PresenceTouchInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => PresenceMode, { description: 'What they do there.' })
  mode!: PresenceMode;
}

@InputType({ description: 'A ticket the viewer has open no longer.' })
export class PresenceLeaveInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}
