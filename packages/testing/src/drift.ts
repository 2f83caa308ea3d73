import { subgraphs } from '@deskgraph/host';
import { openDatabase } from '@deskgraph/kit';

/** What would have to change for the tables to be what the entities say: columns only; keys, checks and policies are held by other tests. */
export async function drift(url: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, entities } of subgraphs) {
    const source = await openDatabase({ url, schema: name, entities, poolSize: 1 });
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    found.push(...upQueries.map(({ query }) => query).filter(query => !/^(DROP INDEX|CREATE (UNIQUE )?INDEX)|(ADD|DROP) CONSTRAINT/.test(query)));
  }
  return found;
}
