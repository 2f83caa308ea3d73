import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Payload } from './refusal.js';

@ObjectType({ description: 'A header to send with an upload.' })
@Directive('@shareable')
export class UploadHeader {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;
}

@ObjectType({ description: 'Where to send the bytes of one file, and how: once, without signing in.' })
@Directive('@shareable')
export class Upload {
  @Field(() => String, { description: 'Where. Whoever has it may send the file.' })
  url!: string;

  @Field(() => String, { description: 'The HTTP method: PUT.' })
  method!: string;

  @Field(() => [UploadHeader], { description: 'What to send along.' })
  headers!: UploadHeader[];

  @Field(() => Int, { description: 'How many bytes are to come, neither more nor fewer.' })
  size!: number;

  @Field(() => Date, { description: 'Until when it can be begun.' })
  expiresAt!: Date;
}

@ObjectType({ implements: Payload, description: 'Where to send a file, or why none is taken.' })
@Directive('@shareable')
export class UploadPayload extends Payload {
  @Field(() => Upload, { nullable: true, description: 'Where and how to send it.' })
  upload?: Upload | null;
}
