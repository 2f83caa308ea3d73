import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may see and change what is known of customers. */
export const crmRules = {
  Query: {
    customer: may('customer.read'),
    customers: may('customer.read'),
    customerMergePreview: may('customer.merge'),
    company: may('company.read'),
    companies: may('company.read'),
  },
  Mutation: {
    customerCreate: may('customer.create'),
    customerFindOrCreate: may('customer.create'),
    customerUpdate: may('customer.update'),
    customerMerge: may('customer.merge'),
    customerUnmerge: may('customer.merge'),
    companyCreate: may('company.create'),
    companyUpdate: may('company.update'),
    identityAdd: may('identity.add'),
    identityVerify: may('identity.verify'),
    identityRemove: may('identity.remove'),
    interactionNote: may('interaction.note'),
  },
  Subscription: { customerChanged: may('customer.read') },

  Customer: { '*': may('customer.read'), company: may('company.read'), interactions: may('interaction.read') },
  CustomerMergePreview: { '*': may('customer.merge') },
  CustomerMergeField: { '*': may('customer.merge') },
  Company: { '*': may('company.read'), customers: may('customer.read') },
  Identity: { '*': may('customer.read'), value: may('identity.value.read') },
  Interaction: { '*': may('interaction.read'), customer: may('customer.read'), message: may('ticket.read'), order: may('order.read') },

  CustomerConnection: { '*': may('customer.read') },
  CustomerEdge: { '*': may('customer.read') },
  CompanyConnection: { '*': may('company.read') },
  CompanyEdge: { '*': may('company.read') },
  InteractionConnection: { '*': may('interaction.read') },
  InteractionEdge: { '*': may('interaction.read') },

  CustomerPayload: { '*': signedIn },
  CompanyPayload: { '*': signedIn },
  IdentityPayload: { '*': signedIn },
  InteractionPayload: { '*': signedIn },
} satisfies Rules;
