import { insertAll, isUuid, unknownAmong, type Context } from '@deskgraph/kit';
import { foundBy, type Wanted } from '../search/search.service.js';
import { Company, CompanyDomain } from './company.entity.js';

/** The companies' SQL, bound to the context's transaction. */
export const companies = ({ db, viewer }: Context) =>
  db.getRepository(Company).extend({
    /** The rows `companyPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('company');
      return viewer.may('company.read') ? query : query.where('false');
    },

    /** The visible rows in whose names and domains is what somebody searches for. */
    matching(wanted: Wanted | null) {
      const query = this.visible();
      const found = (word: string): string => `company.id in (select subject_id from crm.term where term >= :${word} and term < :${word} || U&'\\+10FFFF')`;
      return wanted ? query.andWhere(...foundBy(wanted, found)) : query;
    },

    /** Locks a company. */
    lock(id: string): Promise<Company | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    byId(id: string): Promise<Company | null> {
      return isUuid(id) ? this.findOneBy({ id }) : Promise.resolve(null);
    },

    /** The ids of the companies whose domains these are, by domain. */
    async ofDomains(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await db.getRepository(CompanyDomain).createQueryBuilder('domain').where('domain.domain = any(:names)', { names }).getMany();
      return new Map(rows.map(({ domain, companyId }) => [domain, companyId]));
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Company, rows);
    },

    /** Inserts companies with their domains. */
    async addAll(rows: readonly Company[], domains: readonly CompanyDomain[]): Promise<void> {
      await insertAll({ db }, Company, rows);
      await insertAll({ db }, CompanyDomain, domains);
    },

    /** The domains of these companies, in the order of the alphabet. */
    domainsOf(ids: readonly string[]): Promise<CompanyDomain[]> {
      return db.getRepository(CompanyDomain).createQueryBuilder('domain').where('domain.companyId = any(:ids)', { ids }).orderBy('domain.domain').getMany();
    },

    /** Replaces a company's domains; answers false, and the transaction must not go on, when one is another company's. */
    async replaceDomains(companyId: string, domains: readonly string[]): Promise<boolean> {
      await db.query('delete from crm.company_domain where company_id = $1', [companyId]);
      const added = await db.query<unknown[]>(
        'insert into crm.company_domain (organization_id, domain, company_id) select $1, unnest($2::text[]), $3 on conflict do nothing returning domain',
        [viewer.organizationId, domains, companyId],
      );
      return added.length === domains.length;
    },

    /** Writes a change to the table and the row, as its next version. */
    async change(company: Company, change: Partial<Pick<Company, 'name' | 'changedAt'>>): Promise<Company> {
      const next = { ...change, version: company.version + 1 };
      await this.update({ id: company.id }, next);
      return Object.assign(company, next);
    },
  });
