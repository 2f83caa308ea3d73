import { z } from 'zod';
import { ok } from '../door/answer.js';
import { bodyOf, fields } from '../door/body.js';
import { evenly, type Endpoint } from '../door/request.js';
import * as service from './password.service.js';

const { email, password, token } = fields;
const requestBody = z.strictObject({ email });
const resetBody = z.strictObject({ token, password });

/** `POST /auth/reset/request`: the same answer for known and unknown addresses. */
export const requestReset: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, requestBody);
  await evenly(() => service.requestReset(ctx, body.email));
  return ok();
};

/** `POST /auth/reset` */
export const reset: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, resetBody);
  await service.reset(ctx, body.token, body.password);
  return ok();
};
