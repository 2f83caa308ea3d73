import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { print } from 'graphql';
import { graphql, read } from '../../gql/index.js';
import { Refused, refusalIn } from '../../refusal.js';
import { ask, type Credential } from '../ask.js';
import type { Saved } from './links.js';

const Saved_query = graphql(`
  fragment Saved_query on SavedQuery {
    id
    version
    name
    document
    variables
    shared
    viewerCan
  }
`);
const Saved_one = graphql(`
  query Saved_one($id: ID!) {
    savedQuery(id: $id) {
      ...Saved_query
    }
  }
`);
const Saved_list = graphql(`
  query Saved_list($filter: SavedQueryFilter, $after: String) {
    savedQueries(filter: $filter, first: 50, after: $after) {
      nodes {
        ...Saved_query
        owner {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const Saved_create = graphql(`
  mutation Saved_create($input: SavedQueryCreateInput!) {
    savedQueryCreate(input: $input) {
      savedQuery {
        ...Saved_query
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const Saved_update = graphql(`
  mutation Saved_update($input: SavedQueryUpdateInput!) {
    savedQueryUpdate(input: $input) {
      savedQuery {
        ...Saved_query
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const Saved_delete = graphql(`
  mutation Saved_delete($input: SavedQueryDeleteInput!) {
    savedQueryDelete(input: $input) {
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** A saved query in the list, with whose it is. */
export interface Listed extends Saved {
  readonly owner: { readonly id: string; readonly name: string } | null;
}

/** A page of the list. */
export interface ListedPage {
  readonly nodes: readonly Listed[];
  /** Where the next page begins; null for the last. */
  readonly next: string | null;
}

/** One saved query, null where there is none for the asker. Throws Refused. */
export async function readOne(credential: Credential, id: string): Promise<Saved | null> {
  return read(Saved_query, (await askFor(credential, Saved_one, { id })).savedQuery) ?? null;
}

/** The saved queries whose names hold some text, the last saved first. Throws Refused. */
export async function readList(credential: Credential, search: string, after: string | null): Promise<ListedPage> {
  const { savedQueries } = await askFor(credential, Saved_list, { filter: search === '' ? {} : { search }, after });
  const { hasNextPage = false, endCursor = null } = savedQueries?.pageInfo ?? {};
  return { nodes: savedQueries?.nodes.map(node => ({ ...read(Saved_query, node), owner: node.owner ?? null })) ?? [], next: hasNextPage ? endCursor : null };
}

/** Saves a query. Throws Refused. */
export async function create(credential: Credential, input: { name: string; document: string; variables: string; shared: boolean; idempotencyKey: string }): Promise<Saved> {
  return made(read(Saved_query, (await askFor(credential, Saved_create, { input })).savedQueryCreate?.savedQuery));
}

/** Changes a saved query. Throws Refused. */
export async function update(credential: Credential, input: { id: string; version: number } & Partial<Pick<Saved, 'name' | 'document' | 'variables' | 'shared'>>): Promise<Saved> {
  return made(read(Saved_query, (await askFor(credential, Saved_update, { input })).savedQueryUpdate?.savedQuery));
}

/** Deletes a saved query; goes through even when the page is being left. Throws Refused. */
export async function remove(credential: Credential, id: string): Promise<void> {
  await askFor(credential, Saved_delete, { input: { id } }, true);
}

async function askFor<Data, Variables extends OperationVariables>(credential: Credential, document: TypedDocumentNode<Data, Variables>, variables: Variables, keepalive = false): Promise<Data> {
  const { answer, receipt } = await ask(credential, { query: print(document), variables }, { keepalive });
  const no = refusalIn(answer);
  if (no) throw new Refused({ ...no, requestId: no.requestId ?? receipt.requestId ?? undefined });
  return answer.data as Data; // the shape is what the document asks for
}

function made(saved: Saved | null | undefined): Saved {
  if (!saved) throw new Refused({ code: 'INTERNAL', message: 'It was saved, but not told. Look into the list.' });
  return saved;
}
