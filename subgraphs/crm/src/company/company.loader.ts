import { listLoader, loader } from '@deskgraph/kit';
import type { Company, CompanyDomain } from './company.entity.js';
import { companies } from './company.repository.js';

/** Companies by id, null where the viewer may not see one. Also the federation reference. */
export const companyById = loader<Company>(
  (ctx, ids) => companies(ctx).visible().andWhere('company.id = any(:ids)', { ids }).getMany(),
  company => company.id,
);

/** The domains of a company. */
export const domainsByCompany = listLoader<CompanyDomain>((ctx, ids) => companies(ctx).domainsOf(ids), ({ companyId }) => companyId);
