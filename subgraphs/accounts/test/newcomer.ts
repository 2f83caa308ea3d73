import { password, type TestHouse } from '@deskgraph/testing';

/** Somebody who came in by the front door. */
export interface Newcomer {
  readonly email: string;
  readonly cookie: string;
  readonly organizationId: string;
}

/** An address nobody has. */
export function newAddress(): string {
  return `person-${crypto.randomUUID()}@example.com`;
}

/** The token in the newest mail to an address, once there are `count`. */
export async function mailedToken(house: TestHouse, email: string, count = 1): Promise<string> {
  const mail = (await house.mails(email, count)).at(-1);
  const [, token] = /\?token=([\w-]+)/.exec(mail?.text ?? '') ?? [];
  if (token === undefined) throw new Error(`No link was mailed to ${email}.`);
  return token;
}

/** The session cookie an answer set, as a Cookie header. */
export function cookieOf({ headers }: { headers: Headers }): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Opens sign-up: it is shut in a house without organizations, which the standing one is until some test founds one. */
export async function openSignUp(house: TestHouse): Promise<void> {
  await house.organization();
}

/** Signs up, verifies by mail, signs in. */
export async function newcomer(house: TestHouse, email = newAddress()): Promise<Newcomer> {
  await openSignUp(house);
  await house.call('/auth/sign-up', { organization: 'Newcomers', name: 'New Comer', email, password });
  await house.call('/auth/verify', { token: await mailedToken(house, email) });
  const cookie = cookieOf(await house.call('/auth/sign-in', { email, password }));
  const { body } = await house.call('/auth/session', undefined, { cookie });
  return { email, cookie, organizationId: (body.session as { organizationId: string }).organizationId };
}

/** Whom the house takes a caller for: the id of the viewer, null for nobody, the error's code for a credential that does not work. */
export async function viewerBy(house: TestHouse, headers: Record<string, string>): Promise<string | null> {
  const { body } = await house.call('/graphql', { query: '{ viewer { id } }' }, headers);
  const answer = body as { data?: { viewer: { id: string } | null }; errors?: { extensions: { code: string } }[]; error?: { code: string } };
  return answer.error?.code ?? answer.errors?.[0]?.extensions.code ?? answer.data?.viewer?.id ?? null;
}
