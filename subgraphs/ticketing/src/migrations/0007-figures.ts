import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures are counted over indexes. */
export class Ticketing0007 implements MigrationInterface {
  name = 'Ticketing0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index if not exists ticket_resolved on ticketing.ticket (organization_id, resolved_at, id) where resolved_at is not null;
      create index message_replied on ticketing.message (organization_id, ticket_id, created_at) where kind = 'REPLY' and not is_automatic;
      create index ticket_event_reopened on ticketing.ticket_event (organization_id, at) where kind = 'STATUS' and "from" in ('RESOLVED', 'CLOSED') and "to" in ('OPEN', 'PENDING');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ticketing.ticket_event_reopened, ticketing.message_replied, ticketing.ticket_resolved');
  }
}
