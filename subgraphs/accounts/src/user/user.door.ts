import { z } from 'zod';
import { ok } from '../door/answer.js';
import { bodyOf, fields } from '../door/body.js';
import { evenly, type Endpoint } from '../door/request.js';
import * as service from './user.service.js';

const { organization, name, email, password, token } = fields;
const signUpBody = z.strictObject({ organization, name, email, password });
const verifyBody = z.strictObject({ token });
const resendBody = z.strictObject({ email });

/** `POST /auth/sign-up`: the same answer for known and unknown addresses. */
export const signUp: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, signUpBody);
  await evenly(() => service.signUp(ctx, body));
  return ok();
};

/** `POST /auth/verify` */
export const verify: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, verifyBody);
  await service.verify(ctx, body.token);
  return ok();
};

/** `POST /auth/verify/resend`: the same answer for known and unknown addresses. */
export const resendVerify: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, resendBody);
  await evenly(() => service.resendVerify(ctx, body.email));
  return ok();
};
