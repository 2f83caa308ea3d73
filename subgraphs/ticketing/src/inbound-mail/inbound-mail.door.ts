import { savedHeaders, type Door } from '@deskgraph/kit';
import type { ArrivedMail } from '@deskgraph/ports';
import { accepts, opened, receive } from './inbound-mail.service.js';

/** No mail is larger, whatever the server in front was told; the envelope's line comes on top. */
const longestBody = 26_214_400 + 65_536;
const file = /^\/files\/ticketing\/([\w.-]{1,300})$/;

/**
 * What the mail server beside the gateway asks, at paths that no public door leads to, and `GET /files/ticketing/<token>`: a mail as it came, or
 * a file that came with it.
 */
export const door: Door = async (ctx, request) => {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/internal/mail/recipient' && request.method === 'GET') {
    return Response.json({ accepted: await accepts(ctx, searchParams.get('address') ?? '') });
  }
  if (pathname === '/internal/mail' && request.method === 'POST') {
    const mail = arrivedIn(Buffer.from(await request.arrayBuffer()));
    if (!mail) return Response.json({ error: { code: 'BAD_REQUEST', message: 'This is no mail behind its envelope.' } }, { status: 400 });
    return Response.json({ mailboxes: await receive(ctx, mail) });
  }
  const [, token] = file.exec(pathname) ?? [];
  const found = token !== undefined && request.method === 'GET' ? await opened(ctx, token) : null;
  return found && new Response(new Uint8Array(found.content), { headers: savedHeaders(found) });
};

/** A body is one line of JSON, the envelope, and then the mail's bytes. */
function arrivedIn(body: Buffer): ArrivedMail | null {
  const end = body.indexOf('\n');
  if (end < 0 || body.length > longestBody) return null;
  try {
    const { sender, recipients } = JSON.parse(body.subarray(0, end).toString('utf8')) as Partial<ArrivedMail>;
    const isWhole = typeof sender === 'string' && Array.isArray(recipients) && recipients.every(one => typeof one === 'string');
    return isWhole ? { sender, recipients, raw: body.subarray(end + 1) } : null;
  } catch {
    return null;
  }
}
