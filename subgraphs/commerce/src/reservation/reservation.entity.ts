import { Column, Entity, PrimaryColumn } from 'typeorm';

/** So many of a level held for a line. What is given back or shipped is no longer here: the ledger knows of it. */
@Entity('reservation')
export class Reservation {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly orderLineId!: string;

  @PrimaryColumn('uuid')
  readonly stockLevelId!: string;

  @Column('integer')
  quantity!: number;
}
