import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { House } from '@deskgraph/host';
import { makeTestOrganization, type OrganizationOrder } from './people.js';
import { viewerInside } from './inside.js';

/** A loopback server beside the house: makes organizations through its services, and asks a room directly. Tests only. */
export async function openFactory(house: House): Promise<{ url: string; close(): Promise<void> }> {
  const doors: Record<string, (body: never) => Promise<unknown>> = {
    '/organization': (order: OrganizationOrder) => makeTestOrganization(house, order),
    '/room': async ({ room: name, organizationId, query, variables }: { room: string; organizationId: string; query: string; variables: Record<string, unknown> }) => {
      const found = house.rooms.find(({ subgraph }) => subgraph.name === name);
      if (!found) throw new Error(`There is no room ${name}.`);
      return (await found.room.execute({ query, variables, viewer: viewerInside(organizationId), requestId: 'test-factory' })).result;
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
