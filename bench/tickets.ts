import type { House } from '@deskgraph/host';
import type { Organization, Person, TestHouse } from '@deskgraph/testing';
import { inbox, type Question } from './case-queries.js';
import { loadManyTickets } from './many-tickets.js';
import { quantile, type Figure } from './table.js';

const few = 2000;
const [rounds, warmUp] = [60, 10];

/** A ticket to ask about. */
interface Known {
  readonly id: string;
  readonly number: number;
  readonly teamId: string;
  readonly assigneeId: string | null;
  readonly subject: string;
}

const row = 'id number subject status priority activeAt assignee { id name } customer { id name }';
const list = (filter: string, types: string): string => `query List(${types}) { tickets(filter: ${filter}, first: 25, orderBy: { field: ACTIVE_AT, direction: DESC }) { totalCount nodes { ${row} } } }`;

/** What is asked, each time about another ticket. */
const questions: Readonly<Record<string, (known: Known) => Question>> = {
  'the inbox, 50 rows': () => inbox(50),
  'what is open of a team, with its count': ({ teamId: team }) => ({ query: list('{ statuses: [OPEN, PENDING], teamId: $team }', '$team: ID!'), variables: { team } }),
  'all of a tag, with its count': () => ({ query: list('{ tags: ["quote"] }', '$unused: ID').replace('($unused: ID)', ''), variables: {} }),
  'search in the subjects': ({ subject }) => ({ query: list('{ search: $words }', '$words: String!').replace(' totalCount', ''), variables: { words: subject.slice(0, 24) } }),
  'opening a ticket': ({ id }) => ({
    query: `query Open($id: ID!) { ticket(id: $id) { ${row} tags version viewerCan messages(first: 50) { nodes { id kind text authorName createdAt author { id name } } } customer { id name orders(first: 10) { id state } } } }`, variables: { id },
  }),
  'a ticket by its number': ({ number }) => ({ query: `query Number($number: Int!) { tickets(filter: { number: $number }, first: 1) { nodes { ${row} } } }`, variables: { number } }),
};

/** So many tickets in one organization beside the demo's in another, asked the same through the gateway in turn. */
export async function measureTickets(house: House, test: TestHouse, tell: (text: string) => void, count: number): Promise<Figure[]> {
  const [small, large] = [await test.organization('Few'), await test.organization('Many')];
  await loadManyTickets(house, test, small.id, few);
  const rate = await loadManyTickets(house, test, large.id, count, tell);
  const asked = [await askerOf(test, small), await askerOf(test, large)] as const;

  const name = count.toLocaleString('en');
  const figures: Figure[] = [{ what: `${name} tickets, stored with COPY`, value: `${rate.toFixed(0)} a second`, peer: '', ratio: '', goal: '>= 5000' }];
  for (const [what, question] of Object.entries(questions)) {
    const delays: [number[], number[]] = [[], []];
    for (let round = -warmUp; round < rounds; round++) {
      for (const [place, { person, known }] of asked.entries()) {
        const { query, variables } = question(known[(round + warmUp) % known.length] as Known);
        const began = performance.now();
        await person.ask(query, { ...variables });
        if (round >= 0) delays[place]?.push(performance.now() - began);
      }
    }
    const [beside, own] = delays.map(some => [quantile(some, 0.5), quantile(some, 0.95)] as const) as [readonly [number, number], readonly [number, number]];
    const shown = ([half, most]: readonly [number, number]): string => `${half.toFixed(1)} / ${most.toFixed(1)} ms`;
    const figure = { what: `${name} tickets: ${what} (p50 / p95)`, value: shown(own), peer: `of ${few.toLocaleString('en')}: ${shown(beside)}`, ratio: `${(own[0] / beside[0]).toFixed(2)}x / ${(own[1] / beside[1]).toFixed(2)}x`, goal: '' };
    tell(`  ${figure.what}: ${figure.value}, ${figure.peer}`);
    figures.push(figure);
  }
  return figures;
}

/** A manager of an organization, and tickets here and there in it. */
async function askerOf({ sql }: TestHouse, organization: Organization): Promise<{ readonly person: Person; readonly known: readonly Known[] }> {
  const known = await sql<Known & Record<string, unknown>>(
    `select id, number, team_id as "teamId", assignee_id as "assigneeId", subject from ticketing.ticket
     where organization_id = $1 and number % greatest(1, (select count(*) from ticketing.ticket where organization_id = $1) / $2) = 7 % greatest(1, (select count(*) from ticketing.ticket where organization_id = $1) / $2) order by md5(id::text) limit $2`,
    [organization.id, rounds + warmUp],
  );
  return { person: await organization.as('manager'), known };
}
