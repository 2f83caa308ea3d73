import { loader } from '@deskgraph/kit';
import type { ApiKey } from './api-key.entity.js';
import { apiKeys } from './api-key.repository.js';

/** API keys by id, null where the viewer may not see one. Also the federation reference. */
export const apiKeyById = loader<ApiKey>(
  (ctx, ids) => apiKeys(ctx).visible().andWhere('apiKey.id = any(:ids)', { ids }).getMany(),
  apiKey => apiKey.id,
);
