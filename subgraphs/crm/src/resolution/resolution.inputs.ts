import { Name } from '@deskgraph/kit';
import { ArrayMaxSize, ArrayNotEmpty, MaxLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { IdentityInput } from '../identity/identity.inputs.js';

@InputType({ description: 'Somebody to find, or to add where nobody is found.' })
export class CustomerFindOrCreateInput {
  @ArrayNotEmpty()
  @ArrayMaxSize(10)
  @ValidateNested()
  @Field(() => [IdentityInput], { description: 'By what they are known, 1 to 10. Those that are nobody\'s yet become theirs; CONFLICT where they are two customers\'. To find somebody needs `identity.value.read`, to give them more needs `identity.add`.' })
  identities!: IdentityInput[];

  @Name(200)
  @Field(() => String, { nullable: true, description: 'What they are called, 1 to 200 characters; whoever is found keeps their name.' })
  name?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the same customer.' })
  idempotencyKey?: string | null;
}
