import { abilities, connectionOf, OrderDirection, type Context, type Page, PageArgs } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rawUrl } from '../mail-link/mail-link.service.js';
import { Mailbox } from '../mailbox/mailbox.entity.js';
import { mailboxById } from '../mailbox/mailbox.loader.js';
import { InboundMail, InboundMailPayload } from './inbound-mail.entity.js';
import { InboundMailFilter, InboundMailOrder, InboundMailReparseInput } from './inbound-mail.inputs.js';
import { bodyById, inboundMailById } from './inbound-mail.loader.js';
import { inboundMailPolicy } from './inbound-mail.policy.js';
import * as service from './inbound-mail.service.js';

const InboundMailConnection = connectionOf(InboundMail, 'InboundMail');

@Resolver(() => InboundMail)
export class InboundMailResolver {
  @Query(() => InboundMail, { nullable: true, description: 'One mail.' })
  inboundMail(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<InboundMail | null> {
    return inboundMailById(ctx).load(id);
  }

  @Query(() => InboundMailConnection, { nullable: true, description: 'The mails that arrived, the newest first unless said.' })
  inboundMails(
    @Ctx() ctx: Context,
    @Arg('filter', () => InboundMailFilter, { nullable: true, description: 'Which; all unless given.' }) filter: InboundMailFilter | null,
    @Arg('orderBy', () => InboundMailOrder, { nullable: true, description: 'In which order.' }) orderBy: InboundMailOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<InboundMail>> {
    return service.list(ctx, filter ?? {}, orderBy?.direction ?? OrderDirection.DESC, args);
  }

  @Mutation(() => InboundMailPayload, { nullable: true, description: 'Has a mail read again. What was read before stays until then.' })
  async inboundMailReparse(
    @Ctx() ctx: Context,
    @Arg('input', () => InboundMailReparseInput, { description: 'Which.' }) input: InboundMailReparseInput,
  ): Promise<InboundMailPayload> {
    return { inboundMail: await service.reparse(ctx, input) };
  }

  @FieldResolver(() => Mailbox, { nullable: true, description: 'The mailbox it arrived at; null once that is deleted.' })
  mailbox(@Ctx() ctx: Context, @Root() { mailboxId }: InboundMail): Promise<Mailbox | null> {
    return mailboxById(ctx).load(mailboxId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What it says as plain text; null when it says nothing so.' })
  async text(@Ctx() ctx: Context, @Root() { id }: InboundMail): Promise<string | null> {
    return (await bodyById(ctx).load(id))?.text ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What it says as HTML, made harmless: no scripts, no forms. Images from elsewhere have their address in `data-blocked-src`; null when it says nothing so.',
  })
  async html(@Ctx() ctx: Context, @Root() { id }: InboundMail): Promise<string | null> {
    return (await bodyById(ctx).load(id))?.html ?? null;
  }

  @FieldResolver(() => String, { description: 'Where the mail can be fetched as it came, for five minutes, by whoever has the link.' })
  rawUrl(@Ctx() ctx: Context, @Root() mail: InboundMail): string {
    return rawUrl(ctx, mail);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `reparse`.' })
  viewerCan(@Ctx() ctx: Context, @Root() mail: InboundMail): string[] {
    return abilities(ctx.viewer, inboundMailPolicy, mail);
  }
}
