import { insertAll, isUuid, unknownAmong, wordsOf, type Context } from '@deskgraph/kit';
import { Brackets, In } from 'typeorm';
import { foundBy, type Wanted } from '../search/search.service.js';
import { Customer } from './customer.entity.js';
import type { CustomerFilter } from './customer.inputs.js';

/** What of a customer may change. */
export type CustomerChange = Partial<Pick<Customer, 'name' | 'kind' | 'companyId' | 'language' | 'timeZone' | 'note' | 'mergedIntoId' | 'broughtById'>>;

/** The customers' SQL, bound to the context's transaction. */
export const customers = ({ db, viewer, now }: Context) =>
  db.getRepository(Customer).extend({
    /** The rows `customerPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('customer');
      return viewer.may('customer.read') ? query : query.where('false');
    },

    /** The visible rows that were not merged. */
    standing() {
      return this.visible().andWhere('customer.mergedIntoId is null');
    },

    /** The standing rows a filter asks for. Identities are searched only by who may see them: a hit would tell. */
    matching({ companyId, hasIdentity, createdFrom, createdBefore }: CustomerFilter, wanted: Wanted | null) {
      const query = this.standing();
      if (wanted) query.andWhere(new Brackets(any => {
        any.where('customer.number = :wantedNumber', { wantedNumber: wanted.number });
        any.orWhere(...foundBy(wanted, word => found(word, viewer.may('identity.value.read'))));
      }));
      if (companyId) query.andWhere(isUuid(companyId) ? 'customer.companyId = :companyId' : 'false', { companyId });
      if (hasIdentity) query.andWhere('exists (select from crm.identity i where i.customer_id = customer.id and i.kind = :hasIdentity)', { hasIdentity });
      if (createdFrom) query.andWhere('customer.createdAt >= :createdFrom', { createdFrom });
      if (createdBefore) query.andWhere('customer.createdAt < :createdBefore', { createdBefore });
      return query;
    },

    byId(id: string): Promise<Customer | null> {
      return this.findOneBy({ id });
    },

    /** Locks in id order; answers in the order asked. */
    async lock(...ids: string[]): Promise<(Customer | undefined)[]> {
      const rows = await this.find({ where: { id: In(ids.filter(id => isUuid(id))) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      return ids.map(id => rows.find(customer => customer.id === id.toLowerCase()));
    },

    /** Lets one transaction of an organization at a time decide whose an identity is: two that meet the same stranger make one customer. */
    async lockIdentities(): Promise<void> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`crm identities ${viewer.organizationId}`]);
    },

    /** The next number of the organization, or the first of so many; taken for good when the transaction commits. */
    async nextNumber(count = 1): Promise<number> {
      const [row] = await db.query<{ last: number }[]>(
        'insert into crm.counter (organization_id, last) values ($1, $2) on conflict (organization_id) do update set last = crm.counter.last + $2 returning last',
        [viewer.organizationId, count],
      );
      return (row?.last ?? count) - count + 1;
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Customer, rows);
    },

    /** Inserts customers. */
    addAll(rows: readonly Customer[]): Promise<void> {
      return insertAll({ db }, Customer, rows);
    },

    /** Points those who were merged into one customer to the one it is merged into now, each with who brought them. */
    async follow(from: string, to: string): Promise<void> {
      await db.query('update crm.customer set merged_into_id = $2, brought_by_id = coalesce(brought_by_id, $1) where merged_into_id = $1', [from, to]);
    },

    /** Points those whom one customer brought to another, and whom these brought, back to the first; answers which. */
    async followBack(to: string, from: string): Promise<string[]> {
      const [rows] = await db.query<[{ id: string }[], number]>(
        `with recursive brought as (
           select id from crm.customer where merged_into_id = $2 and brought_by_id = $1
           union select c.id from crm.customer c join brought on c.brought_by_id = brought.id where c.merged_into_id = $2)
         update crm.customer set merged_into_id = $1, brought_by_id = nullif(brought_by_id, $1) where id in (select id from brought) returning id`,
        [to, from],
      );
      return rows.map(({ id }) => id);
    },

    /** Makes those of these who have no company one's people; answers which. */
    async join(companyId: string, ids: readonly string[]): Promise<string[]> {
      const [rows] = await db.query<[{ id: string }[], number]>(
        'update crm.customer set company_id = $1, changed_at = $2, version = version + 1 where id = any($3) and company_id is null returning id',
        [companyId, now(), ids],
      );
      return rows.map(({ id }) => id);
    },

    /** Locks those who have an address at one of these domains, and no company, so many at most. Addresses are looked up by the longest part of their domain. */
    async withoutCompanyAt(domains: readonly string[], most: number): Promise<string[]> {
      const parts = domains.map(domain => wordsOf(domain.split(/[^a-z0-9]+/)).reduce((longest, part) => (part.length > longest.length ? part : longest)));
      const rows = await db.query<{ id: string }[]>(
        `select id from crm.customer where company_id is null and merged_into_id is null and id = any(array(
           select customer_id from crm.identity where kind = 'MAIL' and split_part(value, '@', 2) = any($2) and id = any(array(select subject_id from crm.term where term = any($1)))))
         order by id limit $3 for update`,
        [parts, domains, most],
      );
      return rows.map(({ id }) => id);
    },

    /** Writes a change to the table and the row, as its next version. */
    async change(customer: Customer, change: CustomerChange): Promise<Customer> {
      const next = { ...change, changedAt: now(), version: customer.version + 1 };
      await this.update({ id: customer.id }, next);
      return Object.assign(customer, next);
    },
  });

/** SQL: whether a word of the customer, of their company or of one of their identities begins so. */
function found(word: string, withIdentities: boolean): string {
  const hits = `select subject_id from crm.term where term >= :${word} and term < :${word} || U&'\\+10FFFF'`;
  const identities = `union all select i.customer_id from crm.identity i where i.id in (select subject_id from hit)`;
  return `customer.id in (with hit as (${hits}) select subject_id from hit
    union all select c.id from crm.customer c where c.company_id in (select subject_id from hit) ${withIdentities ? identities : ''})`;
}
