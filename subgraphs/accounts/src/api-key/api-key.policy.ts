import type { Policy } from '@deskgraph/kit';
import type { ApiKey } from './api-key.entity.js';

/** What may be done to an API key, and by whom. `read` has a twin in SQL: `apiKeys().visible()`. */
export const apiKeyPolicy = {
  read: viewer => viewer.may('apiKey.read'),
  revoke: (viewer, apiKey) => viewer.may('apiKey.revoke') && apiKey.revokedAt === null,
} satisfies Policy<ApiKey>;
