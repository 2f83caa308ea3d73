import { loginPassword } from '@deskgraph/kit';
import pg from 'pg';

const owner = 'deskgraph_owner';

/**
 * Makes the owner of an embedded cluster's database and answers its URL. Owning is all it is more than a login: it makes the rooms' logins and
 * runs migrations, and is bound by row-level security like everybody.
 */
export async function ownerOf(superuserUrl: string, secret: string): Promise<string> {
  const url = new URL(superuserUrl);
  const password = loginPassword(secret, owner);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [owner]);
    if (rowCount === 0) await client.query(`create role ${owner} login createrole`);
    await client.query(`alter role ${owner} password ${pg.escapeLiteral(password)}`);
    await client.query(`alter database ${pg.escapeIdentifier(url.pathname.slice(1))} owner to ${owner}`);
  } finally {
    await client.end();
  }
  url.username = owner;
  url.password = password;
  return url.href;
}
