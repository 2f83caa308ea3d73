import { type FieldPolicy, InMemoryCache, isReference, type Reference } from '@apollo/client';

/** Lists that are fetched page by page. */
const paged = [
  ...['members', 'invitations', 'apiKeys', 'tickets', 'customers', 'companies', 'orders', 'products', 'calls', 'articles', 'articleVersions'],
  ...['inboundMails', 'jobs', 'parkedEvents', 'deliveries', 'integrationCalls', 'auditEntries'],
];

interface Page {
  readonly nodes?: readonly unknown[];
}

// A later page is appended to what is shown, unless it did not come; a first page starts over. What is asked once, as the count, stays.
const pages: FieldPolicy<Page | null> = {
  keyArgs: ['filter', 'orderBy', 'articleId'],
  merge(shown, arrived, { args }): Page | null {
    if (!shown || !arrived) return args?.['after'] && shown ? shown : arrived;
    return { ...shown, ...arrived, ...(Boolean(args?.['after']) && { nodes: each([...(shown.nodes ?? []), ...(arrived.nodes ?? [])]) }) };
  },
};

// What came into the list by a subscription comes again with its page.
function each(nodes: readonly unknown[]): readonly unknown[] {
  return [...new Map(nodes.map(node => [isReference(node as Reference) ? (node as Reference).__ref : node, node])).values()];
}

// A live frame tells the first page of a thread anew: what was fetched of later ones stays behind it.
const thread: FieldPolicy<Thread | null> = {
  keyArgs: false,
  merge(shown, arrived, { args }) {
    if (!shown || !arrived) return arrived;
    const isLonger = (shown.nodes?.length ?? 0) > (arrived.nodes?.length ?? 0);
    if (!args?.['after'] && !(arrived.pageInfo?.hasNextPage && isLonger)) return { ...shown, ...arrived };
    const [first, then] = args?.['after'] ? [shown, arrived] : [arrived, shown];
    return { ...shown, ...arrived, nodes: each([...(first.nodes ?? []), ...(then.nodes ?? [])]), pageInfo: then.pageInfo };
  },
};

interface Thread extends Page {
  readonly pageInfo?: { readonly hasNextPage: boolean } | undefined;
}

/** What one client knows of one organization: everything by its id, lists by what they are asked with. */
export function openCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: { fields: Object.fromEntries(paged.map(field => [field, pages])) },
      Customer: { fields: { interactions: pages } },
      Presence: { keyFields: ['ticketId'] },
      Ticket: { fields: { messages: thread } },
      Schedule: { keyFields: ['name'] },
      Dependency: { keyFields: ['name'] },
      Permission: { keyFields: ['name'] },
    },
  });
}
