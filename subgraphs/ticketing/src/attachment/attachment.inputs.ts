import { Payload, Upload } from '@deskgraph/kit';
import { MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@InputType({ description: 'A file to send for a ticket: what it is, before its bytes come.' })
export class AttachmentUploadStartInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => String, { description: 'What the file is called: 1 to 200 readable characters on one line, without folders.' })
  name!: string;

  @Field(() => Int, { description: 'How many bytes it has: 1 to 26,214,400, or fewer where the house takes less.' })
  size!: number;

  @Field(() => String, { description: 'Its media type: application/pdf, image/png, image/jpeg, image/webp, image/gif, text/plain or text/csv. The bytes must be those of such a file.' })
  type!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the upload it began.' })
  idempotencyKey?: string | null;
}

@ObjectType({ implements: Payload, description: 'Where to send a file and how a message names it, or why none is taken.' })
export class AttachmentUploadPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The attachment, for `attachmentIds` of a reply or note once its bytes are there.' })
  attachmentId?: string | null;

  @Field(() => Upload, { nullable: true, description: 'Where and how to send it.' })
  upload?: Upload | null;
}
