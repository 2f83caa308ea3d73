import { setTimeout as sleep } from 'node:timers/promises';
import { signed } from '@deskgraph/sandbox';
import type { Organization, Person, TestHouse } from './house.js';
import { pictured, sendFile, type UploadPlace } from './pictures.js';
import { postMail } from './post.js';

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

/** Has an article written, published and found. */
export async function published(owner: Person, input: object = { title: `Pallets of ${owner.memberId}`, body: `Pallets go back within 30 days. Ask ${owner.memberId}.`, visibility: 'PUBLIC' }): Promise<string> {
  const { articleCreate } = await owner.ask<{ articleCreate: { article: { id: string } | null; refusal: { message: string } | null } }>(
    'mutation ($input: ArticleCreateInput!) { articleCreate(input: $input) { article { id } refusal { message } } }', { input },
  );
  const id = articleCreate.article?.id;
  if (id === undefined) throw new Error(articleCreate.refusal?.message ?? 'No article.');
  await owner.ask('mutation ($input: ArticlePublishInput!) { articlePublish(input: $input) { refusal { message } } }', { input: { id, version: 1 } });
  const found = async (): Promise<boolean> => {
    const { knowledgeSearch } = await owner.ask<{ knowledgeSearch: { nodes: { article: { id: string } }[] } }>('query ($text: String!) { knowledgeSearch(text: $text, filter: { kind: ARTICLE }, first: 50) { nodes { article { id } } } }', { text: (input as { title: string }).title });
    return knowledgeSearch.nodes.some(({ article }) => article.id === id);
  };
  for (const end = Date.now() + 10_000; !(await found()); await sleep(30)) if (Date.now() > end) throw new Error('The article is not found.');
  return id;
}

/** Gives an organization at least one row in every tenant table, through the product's own doors. */
export async function furnish(organization: Organization, { call, smtpPort }: Pick<TestHouse, 'call' | 'smtpPort'>): Promise<Organization> {
  const owner = await organization.as('owner');
  await newApiKey(owner);
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const agent = roles.find(({ key }) => key === 'agent');
  const unique = crypto.randomUUID();
  await owner.ask(
    `mutation ($invite: MemberInviteInput!, $role: RoleCreateInput!, $query: SavedQueryCreateInput!) {
       memberInvite(input: $invite) { invitation { id } refusal { message } }
       roleCreate(input: $role) { role { id } refusal { message } }
       savedQueryCreate(input: $query) { savedQuery { id } refusal { message } }
     }`,
    {
      invite: { email: `${unique}@${organization.name.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`, roleId: agent?.id, idempotencyKey: unique },
      role: { name: `${organization.name} readers`, description: `Made for ${organization.name}`, permissions: ['member.read'] },
      query: { name: `Query of ${owner.memberId}`, document: `query Of { member(id: "${owner.memberId}") { name } }`, shared: true },
    },
  );
  await write(owner, organization.name, smtpPort);
  await desk(owner, organization.name);
  await acquaint(owner, `${organization.name} ${unique}`);
  await ring(owner, call);
  await unite(owner, organization.name);
  await sell(owner);
  await exported(owner);
  await pictured(owner);
  await published(owner);
  await call('/auth/token', { grantType: 'password', email: owner.email, password: 'correct horse battery staple' });
  return organization;
}

/** A new mailbox: its id, and where its mail is to be forwarded. */
export async function mailbox(owner: Person, name = 'Support', address = `${crypto.randomUUID()}@company.example`): Promise<{ id: string; inboundAddress: string }> {
  const { mailboxCreate } = await owner.ask<{ mailboxCreate: { mailbox: { id: string; inboundAddress: string } | null; refusal: { message: string } | null } }>(
    'mutation ($input: MailboxCreateInput!) { mailboxCreate(input: $input) { mailbox { id inboundAddress } refusal { message } } }',
    { input: { name, address } },
  );
  if (!mailboxCreate.mailbox) throw new Error(mailboxCreate.refusal?.message ?? 'No mailbox.');
  return mailboxCreate.mailbox;
}

/** Has somebody write to a mailbox, and the mail read. */
async function write(owner: Person, name: string, smtpPort: number): Promise<void> {
  const { inboundAddress } = await mailbox(owner, `${name} support`);
  const id = crypto.randomUUID();
  await postMail(smtpPort, inboundAddress, `From: Customer of ${name} <${id}@customer.example>\nSubject: Question to ${name}\nMessage-ID: <${id}@customer.example>\n\nHello ${name}, ${id}`);
  const read = async (): Promise<number> => (await owner.ask<{ inboundMails: { totalCount: number } }>('{ inboundMails(filter: { state: PARSED }) { totalCount } }')).inboundMails.totalCount;
  for (const end = Date.now() + 20_000; (await read()) === 0; await sleep(30)) if (Date.now() > end) throw new Error('The mail was not read.');
}

/** Has a team work on what was written: a ticket with a tag, a file, a note, and somebody at it. */
async function desk(owner: Person, name: string): Promise<void> {
  const asked = async (): Promise<string | undefined> => (await owner.ask<{ tickets: { nodes: { id: string }[] } }>('{ tickets(first: 1) { nodes { id } } }')).tickets.nodes[0]?.id;
  let ticketId = await asked();
  for (const end = Date.now() + 20_000; ticketId === undefined; ticketId = await asked()) {
    if (Date.now() > end) throw new Error('The mail became no ticket.');
    await sleep(30);
  }
  const { teamCreate, attachmentUploadStart } = await owner.ask<{ teamCreate: { team: { id: string } }; attachmentUploadStart: { attachmentId: string; upload: UploadPlace } }>(
    `mutation ($team: TeamCreateInput!, $file: AttachmentUploadStartInput!) { teamCreate(input: $team) { team { id } }
       attachmentUploadStart(input: $file) { attachmentId upload { url method headers { name value } size expiresAt } } }`,
    { team: { name: `Team of ${name}`.slice(0, 60) }, file: { ticketId, name: `Sheet of ${name}.txt`, type: 'text/plain', size: 5 } },
  );
  await sendFile(attachmentUploadStart.upload, new TextEncoder().encode('hello'));
  const { id } = teamCreate.team;
  await owner.ask(
    `mutation ($member: TeamMemberInput!, $assign: TicketAssignInput!, $tag: TicketTagInput!, $note: MessageNoteInput!, $touch: PresenceTouchInput!, $own: ViewCreateInput!, $shared: ViewCreateInput!) {
       own: viewCreate(input: $own) { refusal { message } } shared: viewCreate(input: $shared) { refusal { message } } ticketRead(input: { id: "${ticketId}" }) { refusal { message } }
       teamAddMember(input: $member) { refusal { message } } ticketAssign(input: $assign) { refusal { message } } ticketTag(input: $tag) { refusal { message } }
       messageNote(input: $note) { refusal { message } } presenceTouch(input: $touch) { refusal { message } } }`,
    {
      member: { id, memberId: owner.memberId }, assign: { id: ticketId, assigneeId: owner.memberId, teamId: id }, tag: { id: ticketId, add: [`tag-${owner.memberId}`] },
      note: { ticketId, text: `Noted by ${name}, ${owner.memberId}`, attachmentIds: [attachmentUploadStart.attachmentId] }, touch: { ticketId, mode: 'VIEWING' },
      own: { name: `Own of ${name}`.slice(0, 60), filter: { isMine: true } }, shared: { name: `View of ${name}`.slice(0, 60), filter: { search: name.slice(0, 100) }, isShared: true },
    },
  );
}

/** Adds a customer of a company, with a note on them. */
async function acquaint(owner: Person, name: string): Promise<void> {
  const domain = `${crypto.randomUUID()}.example`;
  await owner.ask('mutation ($input: CompanyCreateInput!) { companyCreate(input: $input) { refusal { message } } }', { input: { name: `Company of ${name}`, domains: [domain] } });
  const { customerFindOrCreate } = await owner.ask<{ customerFindOrCreate: { customer: { id: string } } }>(
    'mutation ($input: CustomerFindOrCreateInput!) { customerFindOrCreate(input: $input) { customer { id } } }',
    { input: { name: `Customer of ${name}`, identities: [{ kind: 'MAIL', value: `somebody@${domain}` }] } },
  );
  const note = { customerId: customerFindOrCreate.customer.id, summary: `Met at the fair, says ${name}` };
  await owner.ask('mutation ($note: InteractionNoteInput!) { interactionNote(input: $note) { refusal { message } } }', { note });
}

/** Has a switchboard ring, so that there is a call, and what it was told by. */
async function ring(owner: Person, call: TestHouse['call']): Promise<void> {
  const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { id: string }; secret: string } }>(
    'mutation ($input: ConnectionCreateInput!) { connectionCreate(input: $input) { connection { id } secret } }',
    { input: { provider: 'pbx', name: `Switchboard ${owner.memberId}` } },
  );
  const { connection, secret } = connectionCreate;
  const at = new Date().toISOString();
  const news = { at, sequence: 0, call: { id: crypto.randomUUID(), direction: 'inbound', from: '+493012345678', to: '+33123456789', state: 'ringing', started_at: at } };
  const body = JSON.stringify(news);
  const { status } = await call(`/hooks/voice/${connection.id}`, body, signed(secret, crypto.randomUUID(), body));
  if (status !== 200) throw new Error(`The switchboard was answered ${String(status)}.`);
  const timeline = '{ calls { nodes { customer { interactions { totalCount } } } } }';
  const isOver = async (): Promise<boolean> => JSON.stringify(await owner.ask(timeline)).includes('"totalCount":1');
  for (const end = Date.now() + 10_000; !(await isOver()); await sleep(30)) if (Date.now() > end) throw new Error('The call was not handled.');
}

/** Has a ticket about the call merged into the one that is there, and the call go with it. */
async function unite(owner: Person, name: string): Promise<void> {
  const { tickets, calls } = await owner.ask<Record<'tickets' | 'calls', { nodes: { id: string }[] }>>('{ tickets(first: 1) { nodes { id } } calls(first: 1) { nodes { id } } }');
  const targetId = tickets.nodes[0]?.id;
  const asked = { subject: `Call to ${name}`.slice(0, 200), text: `Asked ${name} by telephone.`, requesterPhone: '+493012345678' };
  const { ticketCreate } = await owner.ask<{ ticketCreate: { ticket: { id: string } } }>('mutation ($input: TicketCreateInput!) { ticketCreate(input: $input) { ticket { id } } }', { input: asked });
  const sourceId = ticketCreate.ticket.id;
  await owner.ask(
    'mutation ($link: CallLinkInput!, $merge: TicketMergeInput!) { callLink(input: $link) { refusal { message } } ticketMerge(input: $merge) { refusal { message } } }',
    { link: { id: calls.nodes[0]?.id, ticketId: sourceId }, merge: { sourceId, targetId } },
  );
  const followed = async (): Promise<boolean> => (await owner.ask<{ ticket: { callCount: number } }>('query ($id: ID!) { ticket(id: $id) { callCount } }', { id: targetId })).ticket.callCount === 1;
  for (const end = Date.now() + 10_000; !(await followed()); await sleep(30)) if (Date.now() > end) throw new Error('The call did not follow its ticket.');
}

/** Puts something on the shelves, and sells and sends some of it. */
async function sell(owner: Person): Promise<void> {
  const make = async (name: string, input: object, selection: string): Promise<string> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await owner.ask<Record<string, Record<string, { id: string } | null>>>(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} { id } } }`, { input });
    const id = answer[name]?.[selection]?.id;
    if (id === undefined) throw new Error(`${name} was refused.`);
    return id;
  };
  const sku = `SKU-${owner.memberId}`;
  const productId = await make('productCreate', { name: `Product of ${owner.memberId}` }, 'product');
  const variantId = await make('variantCreate', { productId, sku, title: `Title of ${sku}`, price: 1050, currency: 'EUR' }, 'variant');
  await make('stockAdjust', { variantId, delta: 10, reason: `Delivery for ${owner.memberId}` }, 'stockLevel');
  const line = { externalId: `line-${owner.memberId}`, sku, title: `Title of ${sku}`, quantity: 3, unitPrice: 1050 };
  const [placedAt, changedAt] = ['2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z'];
  const said = { channel: 'shop', externalId: `order-${owner.memberId}`, placedAt, changedAt, currency: 'EUR', lines: [line], total: 3150, buyerExternalId: owner.memberId, shippingAddress: `Street of ${owner.memberId}` };
  const id = await make('orderIngest', said, 'order');
  await make('orderPay', { id, amount: 3150, reason: `Paid by ${owner.memberId}` }, 'order');
  const { order } = await owner.ask<{ order: { lines: { id: string }[] } }>('query ($id: ID!) { order(id: $id) { lines { id } } }', { id });
  await make('shipmentCreate', { orderId: id, carrier: `Carrier of ${owner.memberId}`.slice(0, 60), lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }] }, 'shipment');
}

/** Gives an organization a row in the tables of the platform that only failures and the clock fill. */
export async function furnishPlatform({ id }: Organization, sql: TestHouse['sql']): Promise<void> {
  const [row, text] = [crypto.randomUUID(), `Furnished ${id}`];
  const statements = [
    `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, reason, state, parked_at)
     values ($1, $2, 'test.furniture', 1, 1, 'test.furnished', $2, '{}', $2, $3, now(), false, 5, $3, 'PARKED', now())`,
    `insert into platform.schedule (organization_id, name, due_at, last_job_id) values ($1, $3, 'infinity', $2)`,
    `insert into platform.integration_log (organization_id, id, at, provider, operation, outcome, attempts, duration_ms, detail, request_id) values ($1, $2, now(), 'furniture', 'furnish', 'OK', 1, 1, $3, $3)`,
    `insert into platform.document (organization_id, kind, subject_id, title, text, state, at) values ($1, 'TICKET', $2, $3, $3, 'SETTLED', now())`,
    `insert into platform.party (organization_id, id, kind, value, name, met_at) values ($1, $2, 'EXTERNAL', 'furniture:1', $3, now())`,
  ];
  for (const statement of statements) await sql(statement, [id, row, text].slice(0, statement.includes('$3') ? 3 : 2));
}
