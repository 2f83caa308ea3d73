import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { filesOfMessage } from '../inbound-mail/inbound-mail.loader.js';
import { Message, MessageKind } from '../message/message.entity.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentUploadPayload, AttachmentUploadStartInput } from './attachment.inputs.js';
import { filesByMessage } from './attachment.loader.js';
import * as service from './attachment.service.js';

@Resolver(() => Message)
export class AttachmentResolver {
  @Mutation(() => AttachmentUploadPayload, {
    nullable: true,
    description: 'Begins the upload of a file for a ticket: send the bytes as the answer says, within five minutes and once; then name it in `messageReply` or `messageNote` within a day. At most 40 wait at a ticket.',
  })
  attachmentUploadStart(
    @Ctx() ctx: Context,
    @Arg('input', () => AttachmentUploadStartInput, { description: 'Where, and what will come.' }) input: AttachmentUploadStartInput,
  ): Promise<AttachmentUploadPayload> {
    return service.start(ctx, input);
  }

  @FieldResolver(() => [Attachment], { description: 'The files that go with it, or came with it.' })
  async attachments(@Ctx() ctx: Context, @Root() message: Message): Promise<Attachment[]> {
    if (message.kind !== MessageKind.INBOUND) return (await filesByMessage(ctx).load(message.id)).map(file => service.shown(ctx, file));
    const mail = message.inboundMailId === null ? null : await filesOfMessage(ctx).load(message.inboundMailId);
    return mail ? service.shownOfMail(ctx, message, mail) : [];
  }
}
