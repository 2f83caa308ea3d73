import { z } from 'zod';
import { ok } from '../door/answer.js';
import { bodyOf, fields } from '../door/body.js';
import { clientOf, givingCookie, type Endpoint } from '../door/request.js';
import * as service from './setup.service.js';

const { token, organization, name, email, password } = fields;
const setupBody = z.strictObject({ token, organization, name, email, password });

/** `GET /auth/setup` */
export const needed: Endpoint = async ctx => ok({ needed: await service.needed(ctx) });

/** `POST /auth/setup` */
export const setUp: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, setupBody);
  return ok({}, givingCookie(ctx, await service.setUp(ctx, body, clientOf(request))));
};
