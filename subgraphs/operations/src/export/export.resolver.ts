import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Job } from '../job/job.entity.js';
import { jobById } from '../job/job.loader.js';
import { Export, ExportPayload } from './export.entity.js';
import { AuditExportInput } from './export.inputs.js';
import { exportById } from './export.loader.js';
import { exportPolicy } from './export.policy.js';
import * as service from './export.service.js';

@Resolver(() => Export)
export class ExportResolver {
  @Query(() => Export, { nullable: true, description: 'One export.' })
  export(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Export | null> {
    return exportById(ctx).load(id);
  }

  @Mutation(() => ExportPayload, { nullable: true, description: 'Has a part of the audit trail written to a file, as it is now. Watch the job, then fetch the file.' })
  async auditExport(@Ctx() ctx: Context, @Arg('input', () => AuditExportInput, { description: 'What, and as what.' }) input: AuditExportInput): Promise<ExportPayload> {
    return { export: await service.start(ctx, input) };
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job that writes it: its state, and its progress in percent. Needs `job.read`.' })
  job(@Ctx() ctx: Context, @Root() { jobId }: Export): Promise<Job | null> {
    return jobById(ctx).load(jobId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where the file can be fetched for five minutes, by whoever has the link; null until it is done.' })
  downloadUrl(@Ctx() ctx: Context, @Root() row: Export): string | null {
    return service.downloadUrl(ctx, row);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `download`.' })
  viewerCan(@Ctx() ctx: Context, @Root() row: Export): string[] {
    return abilities(ctx.viewer, exportPolicy, row);
  }
}
