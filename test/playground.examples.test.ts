import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type Organization, type TestHouse } from '@deskgraph/testing';
import { examplesFor, type Example } from '../web/src/playground/examples.js';

const roles = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const;

let house: TestHouse;
let organization: Organization;
let real: Record<string, Record<string, string>>;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.furnished('Examples');
  const owner = await organization.as('owner');
  const ask = async (list: string): Promise<string[]> => Object.values(await owner.ask<Record<string, { nodes: { id: string }[] }>>(`{ ${list}(first: 2) { nodes { id } } }`)).flatMap(({ nodes }) => nodes.map(({ id }) => id));
  const [[ticket = ''], [order = ''], [customer = '', other = '']] = await Promise.all([ask('tickets'), ask('orders'), ask('customers')]);
  real = {
    Case: { id: ticket }, CaseLive: { id: ticket }, OrderHistory: { id: order }, OrderLive: { id: order }, CustomerLive: { id: customer },
    MemberLive: { id: owner.memberId }, MergePreview: { source: customer, target: other },
  };
});

/** The variables of an example, with real ids where it says to put some. */
function filledIn({ query, variables = '{}' }: Example): object {
  const name = /\b(?:query|subscription) (\w+)/.exec(query)?.[1] ?? '';
  return { ...(JSON.parse(variables) as object), ...real[name] };
}

describe.each(roles)('the examples offered to the role %s', role => {
  it('are answered without a denial, and cost less than half of what a question may', async () => {
    const person = await organization.as(role);
    const wrong: unknown[] = [];
    for (const example of examplesFor(role).suited) {
      const variables = filledIn(example);
      const estimate = await house.call('/graphql/cost', { query: example.query, variables }, { cookie: person.cookie });
      const { cost, refusal } = estimate.body as { cost?: { requested: number; limit: number }; refusal?: unknown };
      if (refusal !== null || !cost || cost.requested > cost.limit / 2) wrong.push({ title: example.title, cost, refusal });
      if (example.query.startsWith('subscription')) continue; // its rights are those of the query of the same noun
      const { body } = await person.askRaw(example.query, variables);
      const codes = [...(body.errors ?? []).map(({ extensions, path }) => [extensions.code, path?.join('.')]), ...(JSON.stringify(body.data ?? null).match(/(?<="code":")(FORBIDDEN|UNAUTHENTICATED)/g) ?? [])];
      if (codes.length > 0) wrong.push({ title: example.title, codes: codes.slice(0, 3) });
    }

    expect(wrong).toEqual([]);
  }, 60_000);
});
