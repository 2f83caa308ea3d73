import type { Hook } from '@deskgraph/kit';
import { note } from './call/call.service.js';
import type { VoicePorts } from './ports.js';

const pbx: Hook<VoicePorts> = {
  headers: ['content-type', 'user-agent', 'webhook-id', 'webhook-timestamp'],
  verify: ({ telephony }, call, secrets, now) => telephony.verify(call, secrets, now),
  read({ telephony }, call) {
    const news = telephony.read(call);
    return news && { deliveryId: news.deliveryId, key: news.callId };
  },
  async run(tx, { connectionId, body, deliveryId }, { telephony }) {
    const news = telephony.read({ headers: { get: name => (name === 'webhook-id' ? deliveryId : null) }, body });
    if (news) await note(tx, connectionId, news);
  },
};

/** What this room does when a provider calls in. */
export const hooks: Readonly<Record<string, Hook<VoicePorts>>> = { pbx };
