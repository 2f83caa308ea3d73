import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may see and settle what the house does outside of requests. */
export const operationsRules = {
  Query: {
    job: may('job.read'),
    jobs: may('job.read'),
    schedules: may('schedule.read'),
    parkedEvent: may('parkedEvent.read'),
    parkedEvents: may('parkedEvent.read'),
    delivery: may('delivery.read'),
    deliveries: may('delivery.read'),
    integrationCalls: may('integrationCall.read'),
    integrationSummary: may('integrationCall.read'),
    connection: may('connection.read'),
    connections: may('connection.read'),
    auditEntries: may('auditEntry.read'),
    dependencies: may('health.read'),
  },
  Mutation: {
    jobRetry: may('job.retry'),
    jobDiscard: may('job.discard'),
    scheduleRun: may('schedule.run'),
    parkedEventRetry: may('parkedEvent.retry'),
    parkedEventDiscard: may('parkedEvent.discard'),
    deliveryReplay: may('delivery.replay'),
    connectionCreate: may('connection.create'),
    connectionRotateSecret: may('connection.rotateSecret'),
    connectionSwitch: may('connection.switch'),
    connectionDelete: may('connection.delete'),
  },
  Subscription: {
    jobChanged: may('job.read'),
  },

  Job: { '*': may('job.read') },
  Schedule: { '*': may('schedule.read') },
  ParkedEvent: { '*': may('parkedEvent.read') },
  Delivery: { '*': may('delivery.read'), body: may('delivery.body.read') },
  DeliveryHeader: { '*': may('delivery.read') },
  IntegrationCall: { '*': may('integrationCall.read') },
  IntegrationSummary: { '*': may('integrationCall.read') },
  Connection: { '*': may('connection.read') },
  AuditEntry: { '*': may('auditEntry.read') },
  Dependency: { '*': may('health.read') },

  JobConnection: { '*': may('job.read') },
  JobEdge: { '*': may('job.read') },
  ParkedEventConnection: { '*': may('parkedEvent.read') },
  ParkedEventEdge: { '*': may('parkedEvent.read') },
  DeliveryConnection: { '*': may('delivery.read') },
  DeliveryEdge: { '*': may('delivery.read') },
  IntegrationCallConnection: { '*': may('integrationCall.read') },
  IntegrationCallEdge: { '*': may('integrationCall.read') },
  AuditEntryConnection: { '*': may('auditEntry.read') },
  AuditEntryEdge: { '*': may('auditEntry.read') },

  JobPayload: { '*': signedIn },
  SchedulePayload: { '*': signedIn },
  ParkedEventPayload: { '*': signedIn },
  DeliveryPayload: { '*': signedIn },
  ConnectionPayload: { '*': signedIn },
} satisfies Rules;
