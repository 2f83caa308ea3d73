import { afterEach, expect, it } from '@jest/globals';
import { openHouse, toldOf } from '@deskgraph/testing';
import { deskOf, does, opened, sinkOf, ticketOf, until } from '../../test/desk.js';

const house = await openHouse();
const busy = (): Promise<unknown> => fetch(`${house.mailboxUrl}/api/failures`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: 451, times: 50 }) });
const well = (): Promise<unknown> => fetch(`${house.mailboxUrl}/api/failures`, { method: 'DELETE' });
afterEach(well);

it('a reply whose job died is sent when the job is tried again, and says how far it is', async () => {
  const organization = await house.organization('Deliveries');
  const [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
  const { mailboxId } = await deskOf(house, owner);
  const to = `${crypto.randomUUID()}@customer.test`;
  const { id } = await opened(agent, { requesterAddress: to, requesterName: 'Ada', mailboxId });
  const jobOf = async (subjectId: string) => (await owner.ask<{ jobs: { nodes: { id: string; state: string }[] } }>('query ($subjectId: ID!) { jobs(filter: { subjectId: $subjectId }) { nodes { id state } } }', { subjectId })).jobs.nodes[0];
  const last = async (delivery: string) => (await until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.at(-1)?.delivery === delivery)).messages.nodes.at(-1);
  await busy();
  const { message } = await does(agent, 'messageReply', { ticketId: id, text: 'Soon.' });
  const job = await until(() => jobOf(message!.id), found => found?.state === 'RETRYING');
  await until(() => house.sql('update jobs.job set retry_count = retry_limit where id = $1 and state = $2 returning id', [job!.id, 'retry']), ({ length }) => length === 1); // its other tries are used up

  const failed = await last('FAILED');
  await until(() => jobOf(message!.id), found => found?.state === 'DEAD');
  await well();
  await owner.ask('mutation ($id: ID!) { jobRetry(input: { id: $id }) { refusal { code } } }', { id: job!.id });
  const sent = await last('SENT');

  expect([failed?.delivery, sent?.delivery, sent?.deliveryReason]).toEqual(['FAILED', 'SENT', null]);
  expect(await sinkOf(house, to)).toHaveLength(1);
  expect((await toldOf(house, message!.id)).events).toEqual(['message.queued', 'message.failed', 'message.queued', 'message.sent']);
}, 60_000);
