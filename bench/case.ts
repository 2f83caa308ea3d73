import type { Organization, TestHouse } from '@deskgraph/testing';
import { stageCase } from './case-data.js';
import { caseView, inbox, type Question } from './case-queries.js';
import type { Figure } from './table.js';

/** SQL statements beside the transactions' own, and subgraph fetches, of the two pages that agents live in. */
export async function measureCase(test: TestHouse, organization: Organization): Promise<Figure[]> {
  const { owner, ticketId } = await stageCase(test, organization, 0);
  const count = async (what: string, { query, variables }: Question, statements: number, fetches: number): Promise<Figure> => {
    const { body } = await owner.askRaw(query, variables);
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    const trace = body.extensions?.trace as { statements: number; fetches: number };
    return { what, value: `${String(trace.statements)} statements, ${String(trace.fetches)} fetches`, peer: '', ratio: '', goal: `<= ${String(statements)} and <= ${String(fetches)}` };
  };
  const figures: Figure[] = [];
  for (const rows of [5, 50, 100]) figures.push(await count(`inbox, ${String(rows)} rows`, inbox(rows), 6, 4));
  return [...figures, await count('case view', caseView(ticketId), 14, 6)];
}
