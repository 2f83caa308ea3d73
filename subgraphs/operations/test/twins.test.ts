import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization } from '@deskgraph/testing';
import type { Context, Permission, Viewer } from '@deskgraph/kit';
import { Connection } from '../src/connection/connection.entity.js';
import { connectionPolicy } from '../src/connection/connection.policy.js';
import { connections } from '../src/connection/connection.repository.js';
import { Delivery } from '../src/delivery/delivery.entity.js';
import { deliveryPolicy } from '../src/delivery/delivery.policy.js';
import { deliveries } from '../src/delivery/delivery.repository.js';
import { Export } from '../src/export/export.entity.js';
import { exportPolicy } from '../src/export/export.policy.js';
import { exportsOf } from '../src/export/export.repository.js';
import { Job } from '../src/job/job.entity.js';
import { jobPolicy } from '../src/job/job.policy.js';
import { jobs } from '../src/job/job.repository.js';
import { ParkedEvent } from '../src/parked-event/parked-event.entity.js';
import { parkedEventPolicy } from '../src/parked-event/parked-event.policy.js';
import { parkedEvents } from '../src/parked-event/parked-event.repository.js';
import { permissions } from '../src/permissions.js';

interface Row {
  readonly id: string;
}

/** Each noun: all rows of the organization, those `visible()` gives, and what the policy says of a row. */
const nouns: Record<string, { all(ctx: Context): Promise<Row[]>; visible(ctx: Context): Promise<Row[]>; mayRead(viewer: Viewer, row: never): boolean }> = {
  connection: { all: ctx => connections(ctx).find(), visible: ctx => connections(ctx).visible().getMany(), mayRead: connectionPolicy.read },
  delivery: { all: ctx => deliveries(ctx).find(), visible: ctx => deliveries(ctx).visible().getMany(), mayRead: deliveryPolicy.read },
  export: { all: ctx => exportsOf(ctx).find(), visible: ctx => exportsOf(ctx).visible().getMany(), mayRead: exportPolicy.read },
  job: { all: ctx => jobs(ctx).find(), visible: ctx => jobs(ctx).visible().getMany(), mayRead: jobPolicy.read },
  parkedEvent: { all: ctx => parkedEvents(ctx).find(), visible: ctx => parkedEvents(ctx).visible().getMany(), mayRead: parkedEventPolicy.read },
};

const atomsOf = (role: string): string[] => Object.entries<Permission>(permissions).filter(([, { roles: holders }]) => holders.some(holder => holder === role)).map(([atom]) => atom);

let ground: Ground;
let organization: Organization;

beforeAll(async () => {
  const house = await openHouse();
  organization = await house.furnished('Twins');
  ground = await openGround([Connection, Delivery, Export, Job, ParkedEvent], 'operations');
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
    expect(inSql.map(({ id }) => id).sort()).toEqual(rows.filter(row => mayRead(viewer, row as never)).map(({ id }) => id).sort());
  });
});
