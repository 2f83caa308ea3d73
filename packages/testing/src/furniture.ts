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

/** Gives an organization at least one row in every tenant table, through the product's own doors. */
export async function furnish(organization: Organization, call: TestHouse['call']): Promise<Organization> {
  const owner = await organization.as('owner');
  await newApiKey(owner);
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const agent = roles.find(({ key }) => key === 'agent');
  const unique = crypto.randomUUID();
  await owner.ask(
    `mutation ($invite: MemberInviteInput!, $role: RoleCreateInput!) {
       memberInvite(input: $invite) { invitation { id } refusal { message } }
       roleCreate(input: $role) { role { id } refusal { message } }
     }`,
    {
      invite: { email: `${unique}@${organization.name.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`, roleId: agent?.id, idempotencyKey: unique },
      role: { name: `${organization.name} readers`, description: `Made for ${organization.name}`, permissions: ['member.read'] },
    },
  );
  await call('/auth/token', { grantType: 'password', email: owner.email, password: 'correct horse battery staple' });
  return organization;
}
