import { isName, Refused } from '@deskgraph/kit';
import { z } from 'zod';
import { addressLength, isAddress } from '../auth/auth.address.js';
import { passwordLength } from '../auth/auth.password.js';

const longest = 16_384;

/** Text that Postgres and readers can hold: no NUL, no half of a surrogate pair. */
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
const text = (error: string, most: number) => z.string({ error }).max(most, { error }).refine(storable, { error });
const line = (error: string) =>
  text(error, 400)
    .transform(value => value.trim())
    .refine(value => isName(value, 100), { error });

/** The fields of the auth endpoints. Each knows what is wrong with it. */
export const fields = {
  organization: line('Give the organization a name of 1 to 100 characters on one line.'),
  name: line('Give a name of 1 to 100 characters on one line.'),
  email: text('Give one address, such as ada@example.com.', addressLength)
    .refine(isAddress, { error: 'Give one address, such as ada@example.com.' })
    .transform(value => value.trim().toLowerCase()),
  /** A password that is being chosen. */
  password: text('Choose a password of 12 to 128 characters.', passwordLength.most).min(passwordLength.least, {
    error: 'Choose a password of 12 to 128 characters.',
  }),
  /** A password that is being shown: whatever it is, it is compared. */
  shownPassword: text('Give the password, at most 128 characters.', passwordLength.most),
  token: text('Give the token as it stands in the link.', 300),
  organizationId: z.uuid({ error: "Give an organization's id." }).transform(value => value.toLowerCase()),
} as const;

/** Reads a JSON body: exactly these fields, each once. Throws INVALID with the field at fault. */
export async function bodyOf<Shape extends z.ZodType>(request: Request, shape: Shape): Promise<z.output<Shape>> {
  const body = (await request.text()) || '{}';
  if (body.length > longest) throw new Refused('INVALID', 'This is too long.');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Refused('INVALID', 'Send a JSON object.');
  }
  const twice = firstDuplicate(body);
  if (twice !== null) throw new Refused('INVALID', 'Give each field once.', twice);
  return checked(value, shape);
}

/** Reads the query string the same way. */
export function queryOf<Shape extends z.ZodType>(request: Request, shape: Shape): z.output<Shape> {
  const { searchParams } = new URL(request.url);
  const twice = [...searchParams.keys()].find(name => searchParams.getAll(name).length > 1);
  if (twice !== undefined) throw new Refused('INVALID', 'Give each field once.', twice);
  return checked(Object.fromEntries(searchParams), shape);
}

function checked<Shape extends z.ZodType>(value: unknown, shape: Shape): z.output<Shape> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') throw new Refused('INVALID', 'There is no such field here.', printable(issue.keys[0] ?? ''));
  const field = issue?.path.join('.') ?? '';
  throw new Refused(
    'INVALID',
    field === '' ? 'Send a JSON object.' : (issue?.message ?? 'This is not valid.'),
    field === '' ? undefined : field,
  );
}

/** The first name that stands twice: parsers differ in which one counts, so neither does. Bodies here are flat; nested ones fail anyway. */
function firstDuplicate(json: string): string | null {
  const seen = new Set<string>();
  for (const [, literal = '""'] of json.matchAll(/("(?:[^"\\]|\\.)*")(?=\s*:)|"(?:[^"\\]|\\.)*"/g)) {
    if (literal === '""') continue;
    const name = JSON.parse(literal) as string;
    if (seen.has(name)) return printable(name);
    seen.add(name);
  }
  return null;
}

/** What of a foreign field name may stand in an answer. */
function printable(name: string): string {
  return name.slice(0, 60).replace(/[^\w.-]/g, '?');
}
