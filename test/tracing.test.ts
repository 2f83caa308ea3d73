import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse, raiseHouse, type RaisedHouse, type TestHouse } from '@deskgraph/testing';

interface Span {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly requestId: string | undefined;
}
interface Exported {
  readonly resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { name: string; traceId: string; attributes: { key: string; value: { stringValue?: string } }[] }[] }[];
  }[];
}

let collector: Server;
let raised: RaisedHouse;
let house: TestHouse;
let text = '';
const spans: Span[] = [];

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      text += body;
      for (const { resource, scopeSpans } of (JSON.parse(body) as Exported).resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        for (const { name, traceId, attributes } of scopeSpans.flatMap(scope => scope.spans)) spans.push({ service, name, traceId, requestId: attributes.find(({ key }) => key === 'request_id')?.value.stringValue });
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>(done => collector.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${String((collector.address() as AddressInfo).port)}`;
  raised = await raiseHouse({ mode: 'each', settings: { DESKGRAPH_OTLP_ENDPOINT: endpoint } });
  house = await openHouse(raised.standing);
}, 180_000);
afterAll(async () => {
  await raised.close();
  collector.close();
});

it('follows a request through the gateway, the rooms and the jobs it causes, without a word of what it was about', async () => {
  const organization = await house.organization('Canary');
  const owner = await organization.as('owner');
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const email = `canary-${crypto.randomUUID()}@example.com`;

  const { headers } = await owner.askRaw('query Told { organization { name } calls { totalCount } }');
  const invited = await owner.askRaw('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { code } } }', { input: { email, roleId: roles.find(({ key }) => key === 'agent')?.id } });
  const [asked, caused] = [headers, invited.headers].map(one => one.get('x-request-id'));
  const of = (requestId: string | null | undefined) => spans.filter(span => span.requestId === requestId);
  for (const end = Date.now() + 15_000; (of(asked).length < 5 || !of(caused).some(({ name }) => name === 'job accounts.mail')) && Date.now() < end; ) await sleep(100);

  const names = of(asked).map(({ service, name }) => `${service}: ${name}`);
  expect(names).toEqual(expect.arrayContaining(['deskgraph-gateway: request', 'deskgraph-gateway: fetch accounts', 'deskgraph-gateway: fetch voice', 'deskgraph-accounts: room accounts', 'deskgraph-voice: room voice']));
  expect(new Set(of(asked).filter(({ name }) => name !== 'transaction').map(({ traceId }) => traceId)).size).toBe(1);
  expect(of(caused).map(({ service, name }) => `${service}: ${name}`)).toContain('deskgraph-worker: job accounts.mail');
  expect([email, organization.name, owner.email, 'totalCount'].filter(canary => text.includes(canary))).toEqual([]);
}, 60_000);
