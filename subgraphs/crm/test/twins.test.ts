import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization, type TestHouse } from '@deskgraph/testing';
import type { Context, Permission, Viewer } from '@deskgraph/kit';
import { Company, CompanyDomain } from '../src/company/company.entity.js';
import { companyPolicy } from '../src/company/company.policy.js';
import { companies } from '../src/company/company.repository.js';
import { Customer } from '../src/customer/customer.entity.js';
import { customerPolicy } from '../src/customer/customer.policy.js';
import { customers } from '../src/customer/customer.repository.js';
import { Identity } from '../src/identity/identity.entity.js';
import { identityPolicy } from '../src/identity/identity.policy.js';
import { identities } from '../src/identity/identity.repository.js';
import { Interaction } from '../src/interaction/interaction.entity.js';
import { interactionPolicy } from '../src/interaction/interaction.policy.js';
import { interactions } from '../src/interaction/interaction.repository.js';
import { permissions } from '../src/permissions.js';

interface Row {
  readonly id: string;
}

/** Each noun: all rows of the organization, those `visible()` gives, and what the policy says of a row. */
const nouns: Record<string, { all(ctx: Context): Promise<Row[]>; visible(ctx: Context): Promise<Row[]>; mayRead(viewer: Viewer): boolean }> = {
  company: { all: ctx => companies(ctx).find(), visible: ctx => companies(ctx).visible().getMany(), mayRead: companyPolicy.read },
  customer: { all: ctx => customers(ctx).find(), visible: ctx => customers(ctx).visible().getMany(), mayRead: customerPolicy.read },
  identity: { all: ctx => identities(ctx).find(), visible: ctx => identities(ctx).visible().getMany(), mayRead: identityPolicy.read },
  interaction: { all: ctx => interactions(ctx).find(), visible: ctx => interactions(ctx).visible().getMany(), mayRead: interactionPolicy.read },
};

const atomsOf = (role: string): string[] => Object.entries<Permission>(permissions).filter(([, { roles: holders }]) => holders.some(holder => holder === role)).map(([atom]) => atom);

let house: TestHouse;
let ground: Ground;
let organization: Organization;

beforeAll(async () => {
  house = await openHouse();
  organization = await house.furnished('Twins');
  ground = await openGround([Company, CompanyDomain, Customer, Identity, Interaction], 'crm');
});
afterAll(() => ground.close());

describe.each(Object.entries(nouns))('%s: the policy and its twin in SQL', (_, { all, visible, mayRead }) => {
  it.each(['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer', 'nobody'])('agree for %s', async role => {
    const { rows, inSql, viewer } = await ground.within(organization.id, { role, permissions: atomsOf(role) }, async ctx => ({
      rows: await all(ctx),
      inSql: await visible(ctx),
      viewer: ctx.viewer,
    }));

    expect(rows.length).toBeGreaterThan(0);
    expect(inSql.map(({ id }) => id).sort()).toEqual(rows.filter(() => mayRead(viewer)).map(({ id }) => id).sort());
  });
});

it('a search reads a range of an index, although the rows are behind a policy', async () => {
  // Enough words that one index alone is worth reading.
  await house.sql(`insert into crm.term (organization_id, term, subject_id) select $1, 'word' || n, gen_random_uuid() from generate_series(1, 20000) n`, [organization.id]);
  await house.sql('analyze crm.term');
  const plan = await ground.within(organization.id, { permissions: atomsOf('agent') }, async ctx => {
    await ctx.db.query('set local enable_seqscan = off');
    const [query, values] = customers(ctx).matching({}, { anyOf: [['lovel']], number: null }).getQueryAndParameters();
    return JSON.stringify(await ctx.db.query(`explain ${query}`, values));
  });

  expect(plan).toMatch(/Index Cond: \(\(organization_id = [^"]*\) AND \(term >= 'lovel'::text\) AND \(term < /);
});
