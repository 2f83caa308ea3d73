import { Name } from '@deskgraph/kit';
import { ArrayMaxSize, IsEmail, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { TicketChannel, TicketPriority } from '../ticket/ticket.entity.js';

@InputType({ description: 'Something somebody asks, to be written down.' })
export class TicketCreateInput {
  @Name(200)
  @Field(() => String, { description: 'What it is about, in one line of 1 to 200 characters.' })
  subject!: string;

  @Length(1, 100_000)
  @Field(() => String, { description: 'What they ask, as plain text of 1 to 100,000 characters.' })
  text!: string;

  @Field(() => TicketChannel, { nullable: true, description: 'How it came; API for API keys and WEB for members unless given. MAIL is for mails only.' })
  channel?: TicketChannel | null;

  @IsEmail()
  @MaxLength(254)
  @Field(() => String, { nullable: true, description: 'The mail address of whoever asks; replies go there.' })
  requesterAddress?: string | null;

  @MaxLength(20)
  @Field(() => String, { nullable: true, description: 'The telephone number of whoever asks (E.164), where there is no address.' })
  requesterPhone?: string | null;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'What whoever asks calls themselves, 1 to 200 characters.' })
  requesterName?: string | null;

  @Field(() => TicketPriority, { nullable: true, description: 'How much it matters; NORMAL unless given.' })
  priority?: TicketPriority | null;

  @ArrayMaxSize(20)
  @Field(() => [String], { defaultValue: [], description: 'Tags to put on it, as `ticketTag` takes them.' })
  tags!: string[];

  @Field(() => ID, { nullable: true, description: 'The active member whose work it is to be.' })
  assigneeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The team it is to be in.' })
  teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The mailbox it is replied from; the organization\'s first unless given.' })
  mailboxId?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the ticket it made.' })
  idempotencyKey?: string | null;
}
