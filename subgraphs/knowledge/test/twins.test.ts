import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization, type Person } from '@deskgraph/testing';
import type { Permission } from '@deskgraph/kit';
import { Article } from '../src/article/article.entity.js';
import { articlePolicy } from '../src/article/article.policy.js';
import { articles } from '../src/article/article.repository.js';
import { permissions } from '../src/permissions.js';

const atomsOf = (role: string): string[] => Object.entries<Permission>(permissions).filter(([, { roles: holders }]) => holders.some(holder => holder === role)).map(([atom]) => atom);

let ground: Ground;
let organization: Organization;
let people: Record<string, Person>;

beforeAll(async () => {
  organization = await (await openHouse()).organization('Twins');
  people = Object.fromEntries(await Promise.all((['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const).map(async role => [role, await organization.as(role)] as const)));
  const { owner, agent } = people as Record<'owner' | 'agent', Person>;
  for (const author of [owner, agent]) {
    for (const visibility of ['PUBLIC', 'INTERNAL', 'RESTRICTED']) {
      for (const state of ['DRAFT', 'PUBLISHED', 'ARCHIVED']) {
        const { articleCreate } = await author.ask<{ articleCreate: { article: { id: string } } }>('mutation ($input: ArticleCreateInput!) { articleCreate(input: $input) { article { id } } }', { input: { title: state, body: 'Text.', visibility } });
        const { id } = articleCreate.article;
        if (state !== 'DRAFT') await owner.ask('mutation ($input: ArticlePublishInput!) { articlePublish(input: $input) { refusal { code } } }', { input: { id, version: 1 } });
        if (state === 'ARCHIVED') await owner.ask('mutation ($input: ArticleArchiveInput!) { articleArchive(input: $input) { refusal { code } } }', { input: { id } });
      }
    }
  }
  ground = await openGround([Article], 'knowledge');
});
afterAll(() => ground.close());

describe('article: the policy and its twin in SQL', () => {
  it.each([['owner', 18], ['admin', 18], ['manager', 18], ['agent', 11], ['analyst', 4], ['viewer', 4], ['nobody', 0]])('agree for %s, who sees %i', async (role, count) => {
    const { rows, inSql, viewer } = await ground.within(organization.id, { role, permissions: atomsOf(role), memberId: people[role]?.memberId ?? crypto.randomUUID() }, async ctx => ({
      rows: await articles(ctx).find(),
      inSql: await articles(ctx).visible().getMany(),
      viewer: ctx.viewer,
    }));

    expect(rows).toHaveLength(18);
    expect(inSql.map(({ id }) => id).sort()).toEqual(rows.filter(row => articlePolicy.read(viewer, row)).map(({ id }) => id).sort());
    expect(inSql).toHaveLength(count);
  });
});
