import { audit, auditAll, authorize, bulk, emit, emitAll, enqueue, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { index, indexAll, wanted } from '../search/search.service.js';
import type { Company } from './company.entity.js';
import type { CompanyCreateInput, CompanyFilter, CompanyUpdateInput } from './company.inputs.js';
import { companyPolicy } from './company.policy.js';
import { companies } from './company.repository.js';

/** The job that makes whoever is known at a company's new domains its people. */
export const gatherJob = 'crm.gather';

const domain = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** One page of the companies the viewer may see, by name. */
export function list(ctx: Context, { text }: CompanyFilter, args: PageArgs): Promise<Page<Company>> {
  return page(companies(ctx).matching(text ? wanted(text) : null), args, { column: 'company.name', direction: 'ASC', value: ({ name }) => name });
}

/** A company that was added before. */
export interface PastCompany {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly at: Date;
}

/** The companies whom addresses at these domains belong to, by domain. */
export function ofDomains(tx: Transaction, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return companies(tx).ofDomains(names);
}

/** The domains of a company, whoever asks. */
export async function domainsBy(tx: Transaction, id: string): Promise<string[]> {
  return (await companies(tx).domainsOf([id])).map(({ domain }) => domain);
}

/** What a company is called, as far as the viewer may see it. */
export async function nameOf(ctx: Context, id: string): Promise<string | null> {
  return (await companies(ctx).visible().andWhere('company.id = :id', { id }).getOne())?.name ?? null;
}

/** Refuses an id that is no company the viewer may see. */
export async function refuseUnknown(tx: Transaction, id: string, field: string): Promise<void> {
  authorize(tx, companyPolicy, 'read', await companies(tx).byId(id), field);
}

/** Adds a company. */
export function create(ctx: Context, input: CompanyCreateInput): Promise<Company> {
  return transact(ctx, tx =>
    once(tx, input, id => companies(tx).byId(id), async () => {
      const { organizationId } = tx.viewer;
      const row = companies(tx).create({ organizationId, id: tx.newId(), name: input.name, createdAt: tx.now(), changedAt: tx.now(), version: 1 });
      await companies(tx).insert(row);
      const domains = await describe(tx, row, input.domains ?? [], []);
      await emit(tx, 'company.created', row.id);
      await audit(tx, 'company.create', row.id, { after: { name: row.name, domains } });
      return row;
    }),
  );
}

/** Adds companies of the past, for the house itself. Those that are known change nothing. */
export function importAll(ctx: Context, rows: readonly PastCompany[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const { organizationId } = tx.viewer;
    const added = (await companies(tx).unknown(rows)).map(row => ({ ...row, domains: domainsOf(row.domains) }));
    await companies(tx).addAll(
      added.map(({ id, name, at }) => ({ organizationId, id, name, createdAt: at, changedAt: at, version: 1 })),
      added.flatMap(({ id, domains }) => domains.map(one => ({ organizationId, domain: one, companyId: id }))),
    );
    await indexAll(tx, added.map(({ id, name, domains }) => ({ id, texts: [name, ...domains] })));
    await emitAll(tx, added.map(({ id, at }) => ({ topic: 'company.created', subjectId: id, at })));
    await auditAll(tx, added.map(({ id, name, domains, at }) => ({ action: 'company.create', subjectId: id, after: { name, domains }, at })));
    return added.length;
  });
}

/** Changes what is known of a company. */
export function update(ctx: Context, { id, version, name, domains }: CompanyUpdateInput): Promise<Company> {
  return transact(ctx, async tx => {
    const company = await companies(tx).lock(id);
    authorize(tx, companyPolicy, 'update', company, 'id');
    if (company.version !== version) throw new Refused('CONFLICT', 'Somebody has changed this company since. Look again, and change what is there now.', 'version');

    const known = await domainsBy(tx, id);
    const before = { name: company.name, domains: known };
    await companies(tx).change(company, { name: name ?? company.name, changedAt: tx.now() });
    const after = { name: company.name, domains: await describe(tx, company, domains ?? known, known) };
    await emit(tx, 'company.changed', id);
    await audit(tx, 'company.update', id, { before, after });
    return company;
  });
}

/** Gives a company these domains, and makes it findable; a job takes in who is known at those it had not. */
async function describe(tx: Transaction, { id, name }: Company, given: readonly string[], known: readonly string[]): Promise<string[]> {
  const domains = domainsOf(given);
  if (!(await companies(tx).replaceDomains(id, domains))) throw new Refused('CONFLICT', 'One of these domains is another company\'s.', 'domains');
  await index(tx, id, name, ...domains);
  if (domains.some(one => !known.includes(one))) await enqueue(tx, gatherJob, id, { key: tx.newId() });
  return domains;
}

/** Domains as they are stored, each once. Refuses what is none. */
function domainsOf(given: readonly string[]): string[] {
  const wrong = given.findIndex(text => !domain.test(text.trim().toLowerCase()));
  if (wrong >= 0) throw new Refused('INVALID', 'This is no domain such as example.com.', `domains.${String(wrong)}`);
  return [...new Set(given.map(text => text.trim().toLowerCase()))];
}
