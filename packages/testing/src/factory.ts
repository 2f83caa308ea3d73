import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkRules, rules, type Rules } from '@deskgraph/gateway';
import { fillDemo, migrate, permissions, subgraphs, type House } from '@deskgraph/host';
import { schemaFiles } from './compose.js';
import { drift } from './drift.js';
import { makeTestOrganization, type OrganizationOrder } from './people.js';
import { viewerInside } from './inside.js';

/** Every permission atom that some rule asks for. */
function askedAtoms(table: Rules): string[] {
  return Object.values(table).flatMap(type => Object.values(type)).flatMap(rule => /^may:(.+)$/.exec('name' in rule ? rule.name : '')?.[1] ?? []);
}

/** Fills an organization with a demo of that scale, or goes on with it; answers what was told on the way. */
async function fillNow(house: House, organizationId: string, scale: number): Promise<string[]> {
  const steps: string[] = [];
  await fillDemo(house, { organizationId, madeAt: new Date('2026-11-20T10:00:00Z') }, step => steps.push(step), scale).over;
  return steps;
}

/** A loopback server beside the house: makes organizations through its services, and asks a room directly. Tests only. */
export async function openFactory(house: House, secret: string): Promise<{ url: string; close(): Promise<void> }> {
  const doors: Record<string, (body: never) => Promise<unknown>> = {
    '/organization': (order: OrganizationOrder) => makeTestOrganization(house, order),
    '/rooms': () => Promise.resolve(subgraphs.map(({ name, logins = [] }) => ({ name, logins }))),
    '/schema': schemaFiles,
    '/rules': () => Promise.resolve({ faults: checkRules(house.gateway.apiSchema, rules), asked: askedAtoms(rules), permissions: Object.keys(permissions) }),
    '/migrate': async ({ url, times }: { url: string; times: number }) => {
      const steps: string[] = [];
      await Promise.all(Array.from({ length: times }, () => migrate(url, secret, subgraphs, step => steps.push(step))));
      return steps;
    },
    '/fetch': async ({ room: name, path }: { room: string; path: string }) => {
      const found = house.rooms.find(({ subgraph }) => subgraph.name === name);
      if (!found) throw new Error(`There is no room ${name}.`);
      const response = await found.room.fetch(new Request(`http://${name}${path}`));
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
    },
    '/demo': ({ organizationId, scale }: { organizationId: string; scale: number }) => fillNow(house, organizationId, scale),
    '/drift': ({ url }: { url: string }) => drift(url),
    '/room': async ({ room: name, organizationId, query, variables, all }: { room: string; organizationId: string; all: boolean; query: string; variables: Record<string, unknown> }) => {
      const found = house.rooms.find(({ subgraph }) => subgraph.name === name);
      if (!found) throw new Error(`There is no room ${name}.`);
      return (await found.room.execute({ query, variables, viewer: viewerInside(organizationId, all ? Object.keys(permissions) : []), requestId: 'test-factory' })).result;
    },
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const door = doors[request.url ?? ''] ?? (() => Promise.reject(new Error(`No door ${request.url ?? ''}.`)));
      door(JSON.parse(Buffer.concat(chunks).toString('utf8')) as never).then(
        answer => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)),
        (error: unknown) => response.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      );
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () => new Promise(done => server.close(() => { done(); })),
  };
}
