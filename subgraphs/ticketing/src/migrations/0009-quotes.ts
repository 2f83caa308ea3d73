import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message knows whether its mail quotes. Of those that are there already it is not known, so that all of them offer it. */
export class Ticketing0009 implements MigrationInterface {
  name = 'Ticketing0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticketing.message add column has_quote boolean not null default true');
    await runner.query('alter table ticketing.message alter column has_quote set default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticketing.message drop column has_quote');
  }
}
