import { describe, expect, it } from '@jest/globals';
import { ProviderFailed } from '@deskgraph/ports';
import type { OutboundMail } from '@deskgraph/ports';
import { openMail } from './index.js';

describe('mail that is off', () => {
  it('says so and keeps the message with its caller', async () => {
    const mail = openMail({ state: 'off' });
    const someone = { name: '', address: 'a@acme.test' };
    const message: OutboundMail = { from: someone, to: [someone], subject: '', text: '' };

    const failure: unknown = await mail.send(message, { idempotencyKey: 'k' }).catch((error: unknown) => error);

    expect(mail.state).toBe('off');
    expect(failure).toBeInstanceOf(ProviderFailed);
    expect(failure).toMatchObject({ provider: 'mail', kind: 'NOT_CONFIGURED', retryable: true });
    expect(await mail.check()).toMatchObject({ state: 'off', ready: false, failure: { kind: 'NOT_CONFIGURED' } });
  });
});
