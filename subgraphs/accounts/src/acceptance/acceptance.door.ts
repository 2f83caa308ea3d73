import { z } from 'zod';
import { ok } from '../door/answer.js';
import { bodyOf, fields, queryOf } from '../door/body.js';
import { clientOf, givingCookie, sessionIn, type Endpoint } from '../door/request.js';
import * as service from './acceptance.service.js';

const { token, name, shownPassword } = fields;
const invitationQuery = z.strictObject({ token });
const acceptBody = z.strictObject({ token, name: name.nullish(), password: shownPassword.nullish() });

/** `GET /auth/invitation?token=` */
export const invitation: Endpoint = async (ctx, request) =>
  ok({ invitation: await service.show(ctx, queryOf(request, invitationQuery).token) });

/** `POST /auth/invitation/accept` */
export const accept: Endpoint = async (ctx, request) => {
  const body = await bodyOf(request, acceptBody);
  const session = sessionIn(ctx, request.headers.get('cookie'));
  const begun = await service.accept(
    ctx,
    { token: body.token, name: body.name ?? null, password: body.password ?? null, session },
    clientOf(request),
  );
  return ok({}, begun === null ? {} : givingCookie(ctx, begun));
};
