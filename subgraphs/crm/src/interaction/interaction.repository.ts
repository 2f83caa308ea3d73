import { insertAll, unknownAmong, type Context } from '@deskgraph/kit';
import { Interaction } from './interaction.entity.js';

/** The interactions' SQL, bound to the context's transaction. */
export const interactions = ({ db, viewer }: Context) =>
  db.getRepository(Interaction).extend({
    /** The rows `interactionPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('interaction');
      return viewer.may('interaction.read') ? query : query.where('false');
    },

    byId(id: string): Promise<Interaction | null> {
      return this.findOneBy({ id });
    },

    /** Adds an interaction; false where the thing it is has one already. */
    async add(row: Interaction): Promise<boolean> {
      const added: { raw: unknown } = await this.createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
      return Array.isArray(added.raw) && added.raw.length > 0;
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Interaction, rows);
    },

    /** Inserts interactions. */
    addAll(rows: readonly Interaction[]): Promise<void> {
      return insertAll({ db }, Interaction, rows);
    },

    countOf(customerId: string): Promise<number> {
      return this.countBy({ customerId });
    },

    /** Gives one customer's interactions to another, each with whose it was. */
    async move(from: string, to: string): Promise<void> {
      await db.query('update crm.interaction set customer_id = $2, origin_customer_id = coalesce(origin_customer_id, $1) where customer_id = $1', [from, to]);
    },

    /** Gives the interactions of these origins back to one customer from another; answers how many. */
    async giveBack(to: string, origins: readonly string[], from: string): Promise<number> {
      const [, count] = await db.query<[unknown, number]>(
        'update crm.interaction set customer_id = $1, origin_customer_id = nullif(origin_customer_id, $1) where customer_id = $3 and origin_customer_id = any($2)',
        [to, origins, from],
      );
      return count;
    },
  });
