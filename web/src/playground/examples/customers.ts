import type { Example } from '../examples.js';

const leading = ['owner', 'admin', 'manager'];
const serving = [...leading, 'agent'];

/** Questions about customers. */
export const customerExamples: readonly Example[] = [
  {
    title: 'Find a customer',
    about: 'By how words begin: of a name, a company, an address, a number as it is dialled, or # and their number. With the last of what happened.',
    roles: [],
    query: `query FindCustomer($text: String = "a") {
  customers(filter: { text: $text }, first: 10) {
    totalCount
    nodes {
      id
      number
      name
      company { name }
      identities { kind verified }
      interactions(first: 3) { totalCount nodes { at channel direction summary } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: '{\n  "text": "ada"\n}\n',
  },
  {
    title: 'Find or add a customer',
    about: 'However often it is run, it is one customer. A number may be written as it is dialled in its country.',
    roles: serving,
    query: `mutation FindOrAdd($input: CustomerFindOrCreateInput!) {
  customerFindOrCreate(input: $input) {
    customer { id number name version identities { kind value verified } viewerCan }
    refusal { code message field }
  }
}
`,
    variables: `{
  "input": {
    "name": "Ada Lovelace",
    "identities": [
      { "kind": "MAIL", "value": "ada@example.com" },
      { "kind": "PHONE", "value": "030 1234567", "country": "DE" }
    ]
  }
}
`,
  },
  {
    title: 'A customer, live',
    about: 'A frame whenever something about a customer changes or happens. Put an id from Find a customer under Variables, and call them.',
    roles: serving,
    query: `subscription CustomerLive($id: ID!, $after: String) {
  customerChanged(id: $id, after: $after) {
    id
    name
    version
    mergedInto { id name }
    identities { kind value }
    interactions(first: 5) { totalCount nodes { at channel direction summary call { number state } } }
  }
}
`,
    variables: '{\n  "id": ""\n}\n',
  },
  {
    title: 'What a merge would do',
    about: 'Two customers who may be one, field by field. The mutation customerMerge with the same two does it.',
    roles: leading,
    query: `query MergePreview($source: ID!, $target: ID!) {
  customerMergePreview(sourceId: $source, targetId: $target) {
    source { number name }
    target { number name }
    fields { field source target result }
    identityCount
    interactionCount
  }
}
`,
    variables: '{\n  "source": "take an id from Find a customer",\n  "target": "take another"\n}\n',
  },
  {
    title: 'Companies and their people',
    about: 'Companies by name, the first of their people, and how many there are.',
    roles: ['analyst', 'viewer', 'manager'],
    query: `query Companies {
  companies(first: 25) {
    totalCount
    nodes {
      id
      name
      domains
      customers(first: 5) { totalCount nodes { number name createdAt } }
    }
  }
}
`,
  },
];
