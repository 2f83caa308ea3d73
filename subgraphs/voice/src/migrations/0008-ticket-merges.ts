import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tickets go on in which, and from which a call came there. */
export class Voice0008 implements MigrationInterface {
  name = 'Voice0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table voice.call add column origin_ticket_id uuid;

      -- The ticket that goes on is never one that was merged itself.
      create table voice.ticket_merge (
        organization_id uuid not null,
        source_id uuid not null,
        target_id uuid not null check (target_id <> source_id),
        primary key (organization_id, source_id)
      );
      create index ticket_merge_target on voice.ticket_merge (organization_id, target_id);
      ${tenantPolicies('voice.ticket_merge')}
      ${roomGrants('voice')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table voice.ticket_merge;
      alter table voice.call drop column origin_ticket_id;
    `);
  }
}
