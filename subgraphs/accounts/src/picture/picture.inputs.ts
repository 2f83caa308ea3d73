import { MaxLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'A picture to send: what it is, before its bytes come.' })
export class MemberPictureUploadStartInput {
  @Field(() => String, { description: 'What the file is called: 1 to 200 readable characters on one line, without folders.' })
  name!: string;

  @Field(() => Int, { description: 'How many bytes it has: 1 to 2,097,152.' })
  size!: number;

  @Field(() => String, { description: 'Its media type: image/png, image/jpeg, image/webp or image/gif. The bytes must be those of such a file.' })
  type!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the upload it began.' })
  idempotencyKey?: string | null;
}
