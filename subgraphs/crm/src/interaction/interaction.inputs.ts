import { Length, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A note on a customer.' })
export class InteractionNoteInput {
  @Field(() => ID, { description: 'The customer.' })
  customerId!: string;

  @Length(1, 5000)
  @Field(() => String, { description: 'What is to be remembered, 1 to 5,000 characters.' })
  summary!: string;

  @Field(() => Date, { nullable: true, description: 'When it happened, not in the future; now unless given.' })
  at?: Date | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the note it made.' })
  idempotencyKey?: string | null;
}
