import { loader } from '@deskgraph/kit';
import type { Job } from './job.entity.js';
import { jobs } from './job.repository.js';

/** Jobs by id, null where the viewer may not see one. Also the federation reference. */
export const jobById = loader<Job>(
  (ctx, ids) => jobs(ctx).visible().andWhere('job.id = any(:ids)', { ids }).getMany(),
  job => job.id,
);
