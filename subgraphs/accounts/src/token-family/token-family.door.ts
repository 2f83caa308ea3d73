import { z } from 'zod';
import { ok } from '../door/answer.js';
import { bodyOf, fields } from '../door/body.js';
import { refusedEvenly, type Endpoint } from '../door/request.js';
import * as service from './token-family.service.js';

const { email, shownPassword, organizationId, token } = fields;
const tokenBody = z.discriminatedUnion(
  'grantType',
  [
    z.strictObject({ grantType: z.literal('password'), email, password: shownPassword, organizationId: organizationId.nullish() }),
    z.strictObject({ grantType: z.literal('refresh'), refreshToken: token }),
  ],
  { error: 'Give `password` or `refresh`.' },
);

/** `POST /auth/token`: an API client's tokens, by password or by the refresh token of the last time. */
export const tokens: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, tokenBody);
  if (body.grantType === 'refresh') return ok({ ...(await service.rotate(ctx, body.refreshToken)) });
  const { email: address, password, organizationId: named = null } = body;
  return ok({ ...(await refusedEvenly(() => service.issue(ctx, { email: address, password, organizationId: named }))) });
};
