import { z } from 'zod';
import { ok } from '../door/answer.js';
import { bodyOf, fields } from '../door/body.js';
import { clientOf, refusedEvenly, givingCookie, sessionIn, takingCookie, type Endpoint } from '../door/request.js';
import * as service from './session.service.js';

const { email, shownPassword } = fields;
const signInBody = z.strictObject({ email, password: shownPassword });
const emptyBody = z.strictObject({});

/** `POST /auth/sign-in`: a failure takes as long for an unknown address as for a wrong password. */
export const signIn: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, signInBody);
  const token = await refusedEvenly(() => service.signIn(ctx, body.email, body.password, clientOf(request)));
  return ok({}, givingCookie(ctx, token));
};

/** `POST /auth/sign-out`: works with or without a session. */
export const signOut: Endpoint = async (ctx, request) => {
  await bodyOf(request, emptyBody);
  const token = sessionIn(ctx, request.headers.get('cookie'));
  if (token !== null) await service.signOut(ctx, token);
  return ok({}, takingCookie(ctx));
};

/** `GET /auth/session`: who is signed in here, and where they may work. */
export const session: Endpoint = async (ctx, request) =>
  ok({ session: await service.current(ctx, sessionIn(ctx, request.headers.get('cookie'))) });
