import { Name } from '@deskgraph/kit';
import { IsEmail, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MailboxState } from './mailbox.entity.js';

@InputType({ description: 'A mailbox to make.' })
export class MailboxCreateInput {
  @Name(60)
  @Field(() => String, { description: 'What people call it, 1 to 60 characters.' })
  name!: string;

  @IsEmail()
  @MaxLength(254)
  @Field(() => String, { description: 'The address people write to; one mailbox of the organization only.' })
  address!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the mailbox it made.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A mailbox to rename.' })
export class MailboxRenameInput {
  @Field(() => ID, { description: 'The mailbox.' })
  id!: string;

  @Name(60)
  @Field(() => String, { description: 'What people are to call it, 1 to 60 characters.' })
  name!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the mailbox as it is, without a second effect.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A mailbox to switch on or off.' })
export class MailboxSwitchInput {
  @Field(() => ID, { description: 'The mailbox.' })
  id!: string;

  @Field(() => MailboxState, { description: 'What it is to be.' })
  state!: MailboxState;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the mailbox as it is, without a second effect.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A mailbox to delete. The mails that arrived there stay.' })
export class MailboxDeleteInput {
  @Field(() => ID, { description: 'The mailbox.' })
  id!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers NOT_FOUND, as for any mailbox that is gone.' })
  idempotencyKey?: string | null;
}
