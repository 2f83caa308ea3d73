import { MaxLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { AuditEntryFilter } from '../audit-entry/audit-entry.inputs.js';
import { ExportFormat } from './export.entity.js';

@InputType({ description: 'A part of the audit trail to write to a file.' })
export class AuditExportInput {
  @ValidateNested()
  @Field(() => AuditEntryFilter, { nullable: true, description: 'Which entries; all unless given.' })
  filter?: AuditEntryFilter | null;

  @Field(() => ExportFormat, { description: 'What kind of file.' })
  format!: ExportFormat;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the export it made.' })
  idempotencyKey?: string | null;
}
