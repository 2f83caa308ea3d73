import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization } from '@deskgraph/testing';
import { Entity, PrimaryColumn } from 'typeorm';
import { page } from './index.js';

@Entity({ schema: 'accounts', name: 'member' })
class Row {
  @PrimaryColumn('uuid')
  organizationId!: string;

  @PrimaryColumn('uuid')
  id!: string;
}

let ground: Ground;
let organization: Organization;
beforeAll(async () => {
  organization = await (await openHouse()).organization();
  ground = await openGround([Row]);
});
afterAll(() => ground.close());

it('tells a total that took too long as what may be asked again, the rows aside', async () => {
  await ground.within(organization.id, {}, async ctx => {
    const slow = ctx.db.getRepository(Row).createQueryBuilder('member').where('pg_sleep(0.05) is not null');
    const answer = await page(slow, { first: 25 }, { column: 'member.id', direction: 'ASC', value: ({ id }) => id });

    const [, total] = await Promise.allSettled([ctx.db.query("set local statement_timeout = '100ms'"), answer.totalCount]);

    expect(answer.nodes).toHaveLength(6);
    expect(total).toMatchObject({ status: 'rejected', reason: { extensions: { code: 'UNAVAILABLE' } } });
  });
});
