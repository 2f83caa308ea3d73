import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum ExportFormat {
  CSV = 'CSV',
  JSONL = 'JSONL',
}
registerEnumType(ExportFormat, {
  name: 'ExportFormat',
  description: 'What kind of file an export is.',
  valuesConfig: {
    CSV: { description: 'A table with a line of headings; cells that a spreadsheet would take for a formula begin with an apostrophe.' },
    JSONL: { description: 'One JSON object a line.' },
  },
});

/** What of the audit trail an export holds; instants as ISO text. */
export interface ExportedFilter {
  readonly memberId?: string;
  readonly action?: string;
  readonly subjectId?: string;
  readonly requestId?: string;
  readonly from?: string;
  readonly before: string;
}

@Entity('export')
@ObjectType({ description: 'A part of the audit trail as a file. A job writes it; it is kept for a day.' })
@Directive('@key(fields: "id")')
export class Export {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly jobId!: string;

  @Field(() => ExportFormat, { description: 'What kind of file it is.' })
  @Column('text')
  readonly format!: ExportFormat;

  @Column('jsonb')
  readonly filter!: ExportedFilter;

  @Field(() => Int, { nullable: true, description: 'How many entries it holds; null until it is done.' })
  @Column('integer', { nullable: true })
  rowCount!: number | null;

  @Field(() => Date, { description: 'When it was asked for. Later entries are not in it.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was done; null until then.' })
  @Column('timestamptz', { nullable: true })
  doneAt!: Date | null;

  @Field(() => Date, { description: 'When it is deleted.' })
  @Column('timestamptz')
  readonly expiresAt!: Date;
}

/** One piece of an export's file, in order. */
@Entity('export_part')
export class ExportPart {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly exportId!: string;

  @PrimaryColumn('integer')
  readonly place!: number;

  @Column('text')
  readonly content!: string;
}

@ObjectType({ implements: Payload, description: 'The export, or why there is none.' })
export class ExportPayload extends Payload {
  @Field(() => Export, { nullable: true, description: 'The export as it is now.' })
  export?: Export | null;
}
