import { connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../stubs.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditEntryFilter, AuditEntryOrder, AuditEntryOrderField } from './audit-entry.inputs.js';
import * as service from './audit-entry.service.js';

const AuditEntryConnection = connectionOf(AuditEntry, 'AuditEntry');
const newestFirst: AuditEntryOrder = { field: AuditEntryOrderField.AT, direction: OrderDirection.DESC };

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @Query(() => AuditEntryConnection, { nullable: true, description: 'The audit trail, the newest first unless asked otherwise.' })
  auditEntries(
    @Ctx() ctx: Context,
    @Arg('filter', () => AuditEntryFilter, { nullable: true, description: 'Which; all unless given.' }) filter: AuditEntryFilter | null,
    @Arg('orderBy', () => AuditEntryOrder, { nullable: true, description: 'In which order.' }) orderBy: AuditEntryOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<AuditEntry>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The member who did it, or whose key did; null for the house itself, and for members who are gone.' })
  actor(@Root() { actorMemberId }: AuditEntry): Member | null {
    return actorMemberId === null ? null : { id: actorMemberId };
  }

  @FieldResolver(() => String, { nullable: true, description: 'What changed, as it was: JSON. Null where nothing was there before.' })
  before(@Root() { before }: AuditEntry): string | null {
    return before === null ? null : JSON.stringify(before);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What changed, as it is: JSON. Null where nothing is left.' })
  after(@Root() { after }: AuditEntry): string | null {
    return after === null ? null : JSON.stringify(after);
  }
}
