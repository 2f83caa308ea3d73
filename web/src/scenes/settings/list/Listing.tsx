import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { More } from '../../../parts/More.js';
import { Outcome } from '../../../parts/Outcome.js';
import { Empty, Rows } from '../../../parts/Section.js';

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface ListingProps<Node> {
  /** What is listed, in the plural. */
  readonly what: string;
  readonly rows: Connection<Node> | null | undefined;
  readonly asked: {
    readonly loading: boolean;
    readonly error?: unknown;
    readonly refetch: () => Promise<unknown>;
    readonly fetchMore: (page: { variables: { after: string } }) => Promise<unknown>;
  };
  readonly filters: { readonly isAny: boolean; readonly clear: () => void };
  /** Said where there is none at all, and nothing is filtered. */
  readonly none: { readonly title: string; readonly words: string };
  readonly children: (node: Node) => ReactNode;
}

/** A filtered list, page by page: while it comes, when it is empty and why, and when it is there. */
export function Listing<Node>({ what, rows, asked, filters, none, children }: ListingProps<Node>) {
  return (
    <Outcome what={what} rows={rows} loading={asked.loading} error={asked.error} onRetry={() => void asked.refetch()}>
      {({ nodes, pageInfo }) => (
        <>
          {nodes.length === 0 && filters.isAny && (
            <Empty
              title={`No ${what} match`}
              words="Nothing was found with these filters."
              action={
                <Button variant="default" size="compact-md" onClick={filters.clear}>
                  Clear filters
                </Button>
              }
            />
          )}
          {nodes.length === 0 && !filters.isAny && <Empty title={none.title} words={none.words} />}
          {nodes.length > 0 && <Rows label={what.charAt(0).toUpperCase() + what.slice(1)}>{nodes.map(children)}</Rows>}
          <More page={pageInfo} onMore={after => asked.fetchMore({ variables: { after } })} />
        </>
      )}
    </Outcome>
  );
}
