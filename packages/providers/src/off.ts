import { ProviderFailed } from '@deskgraph/ports';
import type { Mail } from '@deskgraph/ports';

/** Mail in a house without a sender: it says so, and sends nothing. */
export function mailOff(): Mail {
  const message = 'No mail server is configured.';
  return {
    state: 'off',
    send: async () => {
      throw new ProviderFailed({ provider: 'mail', kind: 'NOT_CONFIGURED', retryable: true }, message);
    },
    check: async () => ({ state: 'off', ready: false, failure: { kind: 'NOT_CONFIGURED', message } }),
  };
}
