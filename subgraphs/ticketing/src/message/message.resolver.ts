import { connectionOf, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { bodyOfMessage } from '../inbound-mail/inbound-mail.loader.js';
import { rawUrl } from '../mail-link/mail-link.service.js';
import { Member } from '../stubs.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { ticketById } from '../ticket/ticket.loader.js';
import { Message, MessagePayload } from './message.entity.js';
import { MessageNoteInput, MessageReplyInput } from './message.inputs.js';
import { htmlByMessage, lastMessageByTicket, messageById, messagesByTicket } from './message.loader.js';
import * as service from './message.service.js';

const MessageConnection = connectionOf(Message, 'Message');

@Resolver(() => Ticket)
export class TicketMessagesResolver {
  @FieldResolver(() => MessageConnection, { nullable: true, description: 'What is said in it, the oldest first. Notes are left out for who may not read them.' })
  messages(@Ctx() ctx: Context, @Root() { id }: Ticket, @Args(() => PageArgs) args: PageArgs): Promise<Page<Message> | null> {
    return messagesByTicket(ctx, args).load(id);
  }

  @FieldResolver(() => Message, { nullable: true, description: 'What was last said in it, as far as the viewer may read it; null for nothing.' })
  lastMessage(@Ctx() ctx: Context, @Root() { id }: Ticket): Promise<Message | null> {
    return lastMessageByTicket(ctx).load(id);
  }
}

@Resolver(() => Message)
export class MessageResolver {
  @Query(() => Message, { nullable: true, description: 'One message.' })
  message(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Message | null> {
    return messageById(ctx).load(id);
  }

  @Mutation(() => MessagePayload, { nullable: true, description: 'Answers whoever asked, by mail. It is QUEUED until a mail server takes it over, and SENT then; `ticketChanged` tells.' })
  async messageReply(@Ctx() ctx: Context, @Arg('input', () => MessageReplyInput, { description: 'Where, and what.' }) input: MessageReplyInput): Promise<MessagePayload> {
    return { message: await service.reply(ctx, input) };
  }

  @Mutation(() => MessagePayload, { nullable: true, description: 'Notes something for other members. Nobody outside ever sees it.' })
  async messageNote(@Ctx() ctx: Context, @Arg('input', () => MessageNoteInput, { description: 'Where, and what.' }) input: MessageNoteInput): Promise<MessagePayload> {
    return { message: await service.note(ctx, input) };
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket it is said in.' })
  ticket(@Ctx() ctx: Context, @Root() { ticketId }: Message): Promise<Ticket | null> {
    return ticketById(ctx).load(ticketId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The member who wrote it, or wrote it down; null for who is none.' })
  author(@Root() { authorId }: Message): Member | null {
    return authorId === null ? null : { id: authorId };
  }

  @FieldResolver(() => String, { description: 'How it begins, as one line of at most 140 characters.' })
  preview(@Root() { text }: Message): string {
    return text.slice(0, 1000).replaceAll(/\s+/g, ' ').trim().slice(0, 140).toWellFormed();
  }

  @FieldResolver(() => String, { nullable: true, description: 'All a mail says as plain text, with what it quotes; null for what is no mail.' })
  async fullText(@Ctx() ctx: Context, @Root() { inboundMailId }: Message): Promise<string | null> {
    return inboundMailId === null ? null : ((await bodyOfMessage(ctx).load(inboundMailId))?.text ?? null);
  }

  @FieldResolver(() => Boolean, { description: 'Whether `fullText` says more than `text`: what the mail quotes. True for mails of before this was noted.' })
  hasQuote(@Root() { inboundMailId, hasQuote }: Message): boolean {
    return inboundMailId !== null && hasQuote;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What it says as HTML, made harmless: no scripts, no forms. Images from elsewhere have their address in `data-blocked-src`, those of the mail `cid:` and an attachment\'s `contentId`; null for none.',
  })
  async html(@Ctx() ctx: Context, @Root() { id, inboundMailId, hasHtml }: Message): Promise<string | null> {
    if (!hasHtml) return null;
    return (inboundMailId === null ? await htmlByMessage(ctx).load(id) : await bodyOfMessage(ctx).load(inboundMailId))?.html ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where the mail it came as can be fetched to the byte, for five minutes, by whoever has the link; null for what came as none. Needs `identity.value.read`.' })
  rawUrl(@Ctx() ctx: Context, @Root() { organizationId, inboundMailId }: Message): string | null {
    return inboundMailId === null ? null : rawUrl(ctx, { organizationId, id: inboundMailId });
  }
}
