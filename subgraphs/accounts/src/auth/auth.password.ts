import { hash, verify } from '@node-rs/argon2';

/** How long a password may be, in UTF-16 units. Only length is asked for. */
export const passwordLength = { least: 12, most: 128 } as const;

/** OWASP's figures for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is stored of a password: argon2id, as a PHC string with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let stranger: Promise<string> | undefined;

/** Whether this is the password behind `stored`. Without one it takes as long and answers no. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (stranger ??= hashPassword('nobody has this password')));
  const right = await verify(against, password.normalize('NFKC'));
  return right && stored !== null;
}
