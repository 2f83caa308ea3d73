import { defineSubgraph } from '@deskgraph/kit';
import { Company, CompanyDomain } from './company/company.entity.js';
import { companyById } from './company/company.loader.js';
import { CompanyResolver } from './company/company.resolver.js';
import { consumers } from './consumers.js';
import { Customer } from './customer/customer.entity.js';
import { customerById } from './customer/customer.loader.js';
import { CustomerResolver } from './customer/customer.resolver.js';
import { Identity } from './identity/identity.entity.js';
import { identityById } from './identity/identity.loader.js';
import { CustomerIdentityResolver, IdentityResolver } from './identity/identity.resolver.js';
import { Interaction } from './interaction/interaction.entity.js';
import { interactionById } from './interaction/interaction.loader.js';
import { CustomerInteractionResolver, InteractionResolver } from './interaction/interaction.resolver.js';
import { jobs } from './jobs.js';
import { MergeResolver } from './merge/merge.resolver.js';
import { Crm0001 } from './migrations/0001-crm.js';
import { Crm0002 } from './migrations/0002-timeline.js';
import { Crm0003 } from './migrations/0003-origins.js';
import { Crm0004 } from './migrations/0004-brought.js';
import { permissions } from './permissions.js';
import { ResolutionResolver } from './resolution/resolution.resolver.js';

/** Who the customers are. */
export const crm = defineSubgraph({
  name: 'crm',
  entities: [Company, CompanyDomain, Customer, Identity, Interaction],
  migrations: [Crm0001, Crm0002, Crm0003, Crm0004],
  resolvers: [CompanyResolver, CustomerIdentityResolver, CustomerInteractionResolver, CustomerResolver, IdentityResolver, InteractionResolver, MergeResolver, ResolutionResolver],
  references: { Company: companyById, Customer: customerById, Identity: identityById, Interaction: interactionById },
  permissions,
  consumers,
  jobs,
});

export { importAll as importCompanies, type PastCompany } from './company/company.service.js';
export { importAll as importNotes, type PastNote } from './interaction/interaction.service.js';
export { importAll as importCustomers, type PastPerson } from './resolution/resolution.service.js';
