import type { Organization, Person, TestHouse } from './house.js';

/** A new API key's secret. */
export async function newApiKey(owner: Person, scopes: readonly string[] = ['member.read', 'organization.read', 'role.read']): Promise<string> {
  const { apiKeyCreate } = await owner.ask<{ apiKeyCreate: { secret: string | null; refusal: { message: string } | null } }>(
    'mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret refusal { message } } }',
    { input: { name: `Key ${String(Math.random())}`, scopes } },
  );
  if (apiKeyCreate.secret === null) throw new Error(apiKeyCreate.refusal?.message ?? 'No secret.');
  return apiKeyCreate.secret;
}

/** Has the audit trail exported, and waits until the file is whole. */
export async function exported(person: Person, input: object = { format: 'CSV' }): Promise<string> {
  const { auditExport } = await person.ask<{ auditExport: { export: { id: string } | null; refusal: { message: string } | null } }>(
    'mutation ($input: AuditExportInput!) { auditExport(input: $input) { export { id } refusal { message } } }',
    { input },
  );
  const id = auditExport.export?.id;
  if (id === undefined) throw new Error(auditExport.refusal?.message ?? 'No export.');
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise(done => setTimeout(done, 50))) {
    const { export: row } = await person.ask<{ export: { doneAt: string | null } }>('query ($id: ID!) { export(id: $id) { doneAt } }', { id });
    if (row.doneAt !== null) return id;
  }
  throw new Error('The export is not written.');
}

/** Gives an organization at least one row in every tenant table, through the product's own doors. */
export async function furnish(organization: Organization, call: TestHouse['call']): Promise<Organization> {
  const owner = await organization.as('owner');
  await newApiKey(owner);
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const agent = roles.find(({ key }) => key === 'agent');
  const unique = crypto.randomUUID();
  await owner.ask(
    `mutation ($invite: MemberInviteInput!, $role: RoleCreateInput!, $connection: ConnectionCreateInput!) {
       memberInvite(input: $invite) { invitation { id } refusal { message } }
       roleCreate(input: $role) { role { id } refusal { message } }
       connectionCreate(input: $connection) { connection { id } refusal { message } }
     }`,
    {
      invite: { email: `${unique}@${organization.name.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`, roleId: agent?.id, idempotencyKey: unique },
      role: { name: `${organization.name} readers`, description: `Made for ${organization.name}`, permissions: ['member.read'] },
      connection: { provider: 'pbx', name: `${organization.name} exchange` },
    },
  );
  await exported(owner);
  await call('/auth/token', { grantType: 'password', email: owner.email, password: 'correct horse battery staple' });
  return organization;
}

/** Gives an organization a row in the tables of the platform that only failures, providers and the clock fill. */
export async function furnishPlatform({ id }: Organization, sql: TestHouse['sql']): Promise<void> {
  const [row, text] = [crypto.randomUUID(), `Furnished ${id}`];
  const statements = [
    `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, reason, state, parked_at)
     values ($1, $2, 'test.furniture', 1, 1, 'test.furnished', $2, '{}', $2, $3, now(), false, 5, $3, 'PARKED', now())`,
    `insert into platform.schedule (organization_id, name, due_at, last_job_id) values ($1, $3, 'infinity', $2)`,
    `insert into platform.connection (organization_id, id, provider, name, state, settings, sealed, created_at, changed_at) values ($1, $2, 'furniture', $3, 'OFF', '{}', '\\x00', now(), now())`,
    `insert into platform.inbox (organization_id, id, connection_id, provider, delivery_id, key, subject_id, headers, body, state, received_at, request_id)
     values ($1, $2, $2, 'furniture', $3, $3, $2, '{}', '\\x00', 'RECEIVED', now(), $3)`,
    `insert into platform.integration_log (organization_id, id, at, provider, operation, outcome, attempts, duration_ms, detail, request_id) values ($1, $2, now(), 'furniture', 'furnish', 'OK', 1, 1, $3, $3)`,
    `insert into platform.file (organization_id, id, room, subject_id, name, type, size, state, created_at) values ($1, $2, 'accounts', $2, $3, 'text/plain', 1, 'PENDING', now())`,
  ];
  for (const statement of statements) await sql(statement, [id, row, text].slice(0, statement.includes('$3') ? 3 : 2));
}
