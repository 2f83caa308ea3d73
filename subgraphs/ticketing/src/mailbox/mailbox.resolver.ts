import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Mailbox, MailboxPayload } from './mailbox.entity.js';
import { MailboxCreateInput, MailboxDeleteInput, MailboxRenameInput, MailboxSwitchInput } from './mailbox.inputs.js';
import { mailboxById } from './mailbox.loader.js';
import { mailboxPolicy } from './mailbox.policy.js';
import * as service from './mailbox.service.js';

@Resolver(() => Mailbox)
export class MailboxResolver {
  @Query(() => Mailbox, { nullable: true, description: 'One mailbox.' })
  mailbox(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Mailbox | null> {
    return mailboxById(ctx).load(id);
  }

  @Query(() => [Mailbox], { nullable: true, description: 'The organization\'s mailboxes, by name; 50 at most.' })
  mailboxes(@Ctx() ctx: Context): Promise<Mailbox[]> {
    return service.list(ctx);
  }

  @Mutation(() => MailboxPayload, { nullable: true, description: 'Makes a mailbox. Have its address forwarded to its `inboundAddress`.' })
  async mailboxCreate(@Ctx() ctx: Context, @Arg('input', () => MailboxCreateInput, { description: 'What.' }) input: MailboxCreateInput): Promise<MailboxPayload> {
    return { mailbox: await service.create(ctx, input) };
  }

  @Mutation(() => MailboxPayload, { nullable: true, description: 'Renames a mailbox.' })
  async mailboxRename(@Ctx() ctx: Context, @Arg('input', () => MailboxRenameInput, { description: 'Which, and to what.' }) input: MailboxRenameInput): Promise<MailboxPayload> {
    return { mailbox: await service.rename(ctx, input) };
  }

  @Mutation(() => MailboxPayload, { nullable: true, description: 'Switches a mailbox on or off.' })
  async mailboxSwitch(@Ctx() ctx: Context, @Arg('input', () => MailboxSwitchInput, { description: 'Which, and to what.' }) input: MailboxSwitchInput): Promise<MailboxPayload> {
    return { mailbox: await service.switchTo(ctx, input) };
  }

  @Mutation(() => MailboxPayload, { nullable: true, description: 'Deletes a mailbox. What arrived there stays.' })
  async mailboxDelete(@Ctx() ctx: Context, @Arg('input', () => MailboxDeleteInput, { description: 'Which.' }) input: MailboxDeleteInput): Promise<MailboxPayload> {
    return { mailbox: await service.remove(ctx, input) };
  }

  @FieldResolver(() => String, { description: 'The address of this house that mail for `address` is to be forwarded to. Whoever knows it can put mail there.' })
  inboundAddress(@Ctx() ctx: Context, @Root() mailbox: Mailbox): string {
    return service.inboundAddress(ctx, mailbox);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `rename`, `switch`, `delete`.' })
  viewerCan(@Ctx() ctx: Context, @Root() mailbox: Mailbox): string[] {
    return abilities(ctx.viewer, mailboxPolicy, mailbox);
  }
}
