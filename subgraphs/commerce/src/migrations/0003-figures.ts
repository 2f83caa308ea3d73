import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures are counted over indexes. */
export class Commerce0003 implements MigrationInterface {
  name = 'Commerce0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index shipment_shipped on commerce.shipment (organization_id, shipped_at);
      create index shipment_delivered on commerce.shipment (organization_id, delivered_at) where delivered_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index commerce.shipment_shipped, commerce.shipment_delivered');
  }
}
