import type { Door } from '@deskgraph/kit';
import { accept, invitation } from './acceptance/acceptance.door.js';
import { viewer } from './credential/credential.door.js';
import { failure } from './door/answer.js';
import type { Endpoint } from './door/request.js';
import { requestReset, reset } from './password/password.door.js';
import { session, signIn, signOut } from './session/session.door.js';
import { needed, setUp } from './setup/setup.door.js';
import { tokens } from './token-family/token-family.door.js';
import { resendVerify, signUp, verify } from './user/user.door.js';

/** Everything of this room that is not GraphQL. What is not listed here does not exist. */
const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  ['POST /auth/sign-up', signUp],
  ['POST /auth/verify', verify],
  ['POST /auth/verify/resend', resendVerify],
  ['POST /auth/sign-in', signIn],
  ['POST /auth/sign-out', signOut],
  ['GET /auth/session', session],
  ['POST /auth/reset/request', requestReset],
  ['POST /auth/reset', reset],
  ['GET /auth/invitation', invitation],
  ['POST /auth/invitation/accept', accept],
  ['GET /auth/setup', needed],
  ['POST /auth/setup', setUp],
  ['POST /auth/token', tokens],
  ['POST /internal/viewer', viewer],
]);

/** Answers the auth endpoints and the gateway's question who somebody is. */
export const door: Door = async (ctx, request) => {
  const endpoint = endpoints.get(`${request.method} ${new URL(request.url).pathname}`);
  if (!endpoint) return null;
  try {
    return await endpoint(ctx, request);
  } catch (error) {
    return failure(ctx, error);
  }
};
