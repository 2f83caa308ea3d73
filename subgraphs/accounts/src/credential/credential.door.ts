import { z } from 'zod';
import { sessionIn, type Endpoint } from '../door/request.js';
import { resolve } from './credential.service.js';

const viewerBody = z.object({
  cookie: z.string().nullish(),
  authorization: z.string().nullish(),
  organizationId: z.string().nullish(),
});

/** `POST /internal/viewer`: whom a credential belongs to. For the gateway only; it never lets this path through from outside. */
export const viewer: Endpoint = async (ctx, request) => {
  const body = viewerBody.safeParse(await request.json().catch(() => null));
  if (!body.success) return Response.json({ viewer: null, reason: 'UNAUTHENTICATED' });
  const { cookie = null, authorization = null, organizationId = null } = body.data;
  return Response.json(await resolve(ctx, { session: sessionIn(ctx, cookie), authorization, organizationId }));
};
