import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum TicketEventKind {
  CREATED = 'CREATED',
  SUBJECT = 'SUBJECT',
  STATUS = 'STATUS',
  PRIORITY = 'PRIORITY',
  TAGS = 'TAGS',
  ASSIGNEE = 'ASSIGNEE',
  TEAM = 'TEAM',
  MERGED_INTO = 'MERGED_INTO',
  UNMERGED_FROM = 'UNMERGED_FROM',
  TOOK_IN = 'TOOK_IN',
  GAVE_BACK = 'GAVE_BACK',
}
registerEnumType(TicketEventKind, {
  name: 'TicketEventKind',
  description: 'What was done to a ticket.',
  valuesConfig: {
    CREATED: { description: 'It came in.' },
    SUBJECT: { description: 'It is called something else.' },
    STATUS: { description: 'It is another\'s turn: `OPEN`, `PENDING`, `RESOLVED` or `CLOSED`.' },
    PRIORITY: { description: 'It matters more or less: `LOW`, `NORMAL`, `HIGH` or `URGENT`.' },
    TAGS: { description: 'It has other tags; they are joined by a space.' },
    ASSIGNEE: { description: 'It is assigned to another member, or to nobody: their ids.' },
    TEAM: { description: 'It is in another team, or in none: their ids.' },
    MERGED_INTO: { description: 'It goes on in another ticket: its id.' },
    UNMERGED_FROM: { description: 'It goes on by itself again: the id of the ticket it was in.' },
    TOOK_IN: { description: 'Another ticket goes on in it: its id.' },
    GAVE_BACK: { description: 'Another ticket goes on by itself again: its id.' },
  },
});

@Entity('ticket_event')
@ObjectType({ description: 'Something that was done to a ticket. It is never changed.' })
export class TicketEvent {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly ticketId!: string;

  @Field(() => TicketEventKind, { description: 'What.' })
  @Column('text')
  readonly kind!: TicketEventKind;

  @Field(() => String, { nullable: true, description: 'How it was; null for nothing.' })
  @Column('text', { nullable: true })
  readonly from!: string | null;

  @Field(() => String, { nullable: true, description: 'How it is since; null for nothing.' })
  @Column('text', { nullable: true })
  readonly to!: string | null;

  @Column('uuid', { nullable: true })
  readonly memberId!: string | null;

  @Field(() => Date, { description: 'When.' })
  @Column('timestamptz')
  readonly at!: Date;
}
