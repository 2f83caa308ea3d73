import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member as accounts tells of them: whether they may be given work. Who they are is accounts' word. */
@Entity('member')
export class TicketingMember {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('boolean')
  isActive!: boolean;
}
