import { defineSubgraph } from '@deskgraph/kit';
import { AuditEntry } from './audit-entry/audit-entry.entity.js';
import { AuditEntryResolver } from './audit-entry/audit-entry.resolver.js';
import { Connection } from './connection/connection.entity.js';
import { connectionById } from './connection/connection.loader.js';
import { ConnectionResolver } from './connection/connection.resolver.js';
import { Delivery } from './delivery/delivery.entity.js';
import { deliveryById } from './delivery/delivery.loader.js';
import { DeliveryResolver } from './delivery/delivery.resolver.js';
import { DependencyResolver } from './dependency/dependency.resolver.js';
import { door } from './export/export.door.js';
import { Export, ExportPart } from './export/export.entity.js';
import { exportById } from './export/export.loader.js';
import { ExportResolver } from './export/export.resolver.js';
import { IntegrationCall } from './integration-call/integration-call.entity.js';
import { IntegrationCallResolver } from './integration-call/integration-call.resolver.js';
import { Job } from './job/job.entity.js';
import { jobById } from './job/job.loader.js';
import { JobResolver } from './job/job.resolver.js';
import { jobs } from './jobs.js';
import { Operations0001 } from './migrations/0001-operations.js';
import { Operations0002 } from './migrations/0002-exports.js';
import { ParkedEvent } from './parked-event/parked-event.entity.js';
import { parkedEventById } from './parked-event/parked-event.loader.js';
import { ParkedEventResolver } from './parked-event/parked-event.resolver.js';
import { permissions } from './permissions.js';
import { ScheduleRow } from './schedule/schedule.entity.js';
import { ScheduleResolver } from './schedule/schedule.resolver.js';

/** What the house does outside of requests, and how it fares with it. */
export const operations = defineSubgraph({
  name: 'operations',
  entities: [AuditEntry, Connection, Delivery, Export, ExportPart, IntegrationCall, Job, ParkedEvent, ScheduleRow],
  migrations: [Operations0001, Operations0002],
  resolvers: [AuditEntryResolver, ConnectionResolver, DeliveryResolver, DependencyResolver, ExportResolver, IntegrationCallResolver, JobResolver, ParkedEventResolver, ScheduleResolver],
  references: { Connection: connectionById, Delivery: deliveryById, Export: exportById, Job: jobById, ParkedEvent: parkedEventById },
  permissions,
  jobs,
  door,
});

export { create as createConnection, list as connectionsOf } from './connection/connection.service.js';
