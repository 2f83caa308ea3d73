/** Where the test run's house stands: made by `run.ts`, handed to the tests through the environment. */
export interface Standing {
  /** The gateway's public URL, without a trailing slash. */
  readonly url: string;
  /** The database as its superuser, to look behind row-level security. */
  readonly ownerUrl: string;
  /** Each database login's own URL. */
  readonly loginUrls: Readonly<Record<string, string>>;
  /** The sandbox's mailbox. */
  readonly mailboxUrl: string;
  /** The folder of its uploaded files. */
  readonly filesDir: string;
  /** The loopback port that mail comes in at. */
  readonly smtpPort: number;
  /** The house's secret, for tests that forge what they must not be able to. */
  readonly secret: string;
  /** Makes organizations and people faster than sign-up does, through the same services. */
  readonly factoryUrl: string;
}

const variable = 'DESKGRAPH_TEST_HOUSE';

/** A login's own URL on a standing house's cluster, to its database or another. */
export function loginUrlOf({ loginUrls }: Pick<Standing, 'loginUrls'>, login: string, database?: string): string {
  const url = new URL(loginUrls[login] ?? '');
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

/** The environment a test process is started with. */
export function standingEnvironment(standing: Standing): Record<string, string> {
  return { [variable]: JSON.stringify(standing) };
}

/** The house of this run. Throws when the tests were not started by `npm test`. */
export function readStanding(): Standing {
  const text = process.env[variable];
  if (!text) throw new Error('No house stands. Run the tests with `npm test -- <pattern>`.');
  return JSON.parse(text) as Standing;
}
