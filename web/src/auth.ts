import { Refused, refusalOf } from './refusal.js';

/** Who is signed in here, and where they may work. */
export interface SignedIn {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  readonly organizationId: string | null;
}

/** The answer to "who am I". */
export interface SessionAnswer {
  readonly session: SignedIn | null;
}

/** What an invitation says to the one who opens it. */
export interface InvitationSeen {
  readonly organization: string;
  readonly email: string;
  readonly role: string;
  readonly inviter: string | null;
  readonly hasAccount: boolean;
}

/** Who is signed in. */
export const readSession = () => call<SessionAnswer>('GET', 'session');

/** Starts an organization with its first person. Answers the same for known and unknown addresses. */
export const signUp = (body: { organization: string; name: string; email: string; password: string }) => call('POST', 'sign-up', body);

/** Proves the mail address behind a token. */
export const verify = (token: string) => call('POST', 'verify', { token });

/** Sends the proof of address again. Answers the same for known and unknown addresses. */
export const resendVerification = (email: string) => call('POST', 'verify/resend', { email });

/** Opens a session. */
export const signIn = (email: string, password: string) => call('POST', 'sign-in', { email, password });

/** Ends this session. */
export const signOut = () => call('POST', 'sign-out', {});

/** Sends a link to choose a new password. Answers the same for known and unknown addresses. */
export const requestReset = (email: string) => call('POST', 'reset/request', { email });

/** Sets a new password and ends all sessions. */
export const resetPassword = (token: string, password: string) => call('POST', 'reset', { token, password });

/** What the invitation behind a token says. */
export const readInvitation = async (token: string) =>
  (await call<{ invitation: InvitationSeen }>('GET', `invitation?token=${encodeURIComponent(token)}`)).invitation;

/** Joins the organization of an invitation and opens a session. */
export const acceptInvitation = (body: { token: string; name?: string; password?: string }) => call('POST', 'invitation/accept', body);

/** Whether this house has no organization yet. */
export const isSetupNeeded = async () => (await call<{ needed: boolean }>('GET', 'setup')).needed;

/** Makes the first organization and opens a session. */
export const setUp = (body: { token: string; organization: string; name: string; email: string; password: string }) =>
  call('POST', 'setup', body);

async function call<Answer = { ok: true }>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const response = await fetch(`/auth/${path}`, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { accept: 'application/json', 'x-deskgraph-csrf': '1', ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok || answer === undefined) throw new Refused(refusalOf(response.status, answer, response.headers));
  return answer as Answer; // the shape is the house's promise, tested there
}
