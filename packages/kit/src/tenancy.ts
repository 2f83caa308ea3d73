const own = `organization_id = nullif(current_setting('app.organization_id', true), '')::uuid`;

/** SQL that puts a table behind row-level security: for all four commands a row exists only for its own organization, the owner included. */
export function tenantPolicies(table: string): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy tenant_select on ${table} for select using (${own});
    create policy tenant_insert on ${table} for insert with check (${own});
    create policy tenant_update on ${table} for update using (${own}) with check (${own});
    create policy tenant_delete on ${table} for delete using (${own});
  `;
}

/** SQL that lets one named login read a table across organizations. Every use is on the allow-list of test/tenancy.test.ts. */
export function acrossPolicy(table: string, login: string): string {
  return `create policy across_${login} on ${table} for select to ${login} using (true);`;
}

/** SQL that lets one named login delete the rows it sees across organizations by their age: the column `by`, which is all it needs to see. */
export function sweepPolicies(table: string, login: string, by = 'at'): string {
  return `
    create policy sweep_${login} on ${table} for delete to ${login} using (true);
    grant select (${by}), delete on ${table} to ${login};
  `;
}

/** SQL that gives a room's login its own schema, and of the platform's what every room needs. */
export function roomGrants(schema: string, login: string = schema): string {
  return `
    grant usage on schema ${schema}, platform to ${login};
    grant select, insert, update, delete on all tables in schema ${schema} to ${login};
    ${platformGrants(login)}
  `;
}

/** SQL that lets a login say what happened: events, audit rows, idempotency keys. */
export function platformGrants(login: string): string {
  return `
    grant usage on schema platform to ${login};
    grant insert on platform.event, platform.audit to ${login};
    grant select, insert on platform.idempotency to ${login};
  `;
}

/** SQL that lets a room's own login do what every room does: jobs, files, consumers, hooks, calls to providers. Granted anew at each migration. */
export function workGrants(login: string): string {
  return `
    grant select, insert, update on platform.job, platform.schedule, platform.parked to ${login};
    grant select, insert, update on platform.file to ${login};
    grant select, update on platform.consumer, platform.inbox to ${login};
    grant select on platform.connection to ${login};
    grant insert on platform.integration_log to ${login};
    grant select, insert, update (name) on platform.party to ${login};
  `;
}

/** SQL that lets a room's login publish and withdraw the texts of its things. */
export function publishGrants(login: string): string {
  return `grant select, insert, update, delete on platform.document to ${login};`;
}
