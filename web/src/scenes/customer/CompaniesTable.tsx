import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { More } from '../../parts/More.js';
import { Moment } from '../../parts/Moment.js';
import { Outcome } from '../../parts/Outcome.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Card, Empty } from '../../parts/Section.js';
import { Cell, type Column, Line, NameCell, Nothing, Table } from '../../parts/Table.js';
import { useFilters } from '../../useFilters.js';
import { CompanyDialog } from './CompanyDialog.js';

const CompaniesTable_query = graphql(`
  query CompaniesTable($filter: CompanyFilter, $after: String) {
    companies(filter: $filter, first: 25, after: $after) {
      nodes {
        id
        ...CompaniesTable_company
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const CompaniesTable_company = graphql(`
  fragment CompaniesTable_company on Company {
    id
    name
    domains
    createdAt
    viewerCan
    customers(first: 1) {
      totalCount
    }
    ...CompanyDialog_company
  }
`);

const columns: readonly Column[] = [
  { label: 'Name' },
  { label: 'Domains', isExtra: true },
  { label: 'Customers', isFigure: true },
  { label: 'Since', isExtra: true },
  { label: 'Actions', isFigure: true, isSpoken: true },
];

/** The companies that match. */
export function CompaniesTable() {
  const { values, set } = useFilters('text');
  const filter = values.text === '' ? {} : { text: values.text.slice(0, 100) };
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(CompaniesTable_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = (data ?? (loading ? previousData : undefined))?.companies;
  return (
    <Card>
      <Outcome what="companies" rows={rows} loading={loading} error={error} onRetry={() => void refetch()}>
        {({ nodes, pageInfo, totalCount }) =>
          nodes.length === 0 ? (
            <Empty
              title={values.text ? 'No company matches' : 'No companies yet'}
              words={values.text ? 'Words are found by how they begin.' : 'Customers who write from a domain of a company belong to it.'}
              action={
                values.text && (
                  <Button variant="default" onClick={() => set('text', '')}>
                    Clear filter
                  </Button>
                )
              }
            />
          ) : (
            <>
              <Table label={`Companies, ${totalCount} in all`} columns={columns}>
                {nodes.map(company => (
                  <CompanyLine key={company.id} company={company} />
                ))}
              </Table>
              <More page={pageInfo} onMore={after => fetchMore({ variables: { after } })} />
            </>
          )
        }
      </Outcome>
    </Card>
  );
}

function CompanyLine(props: { company: FragmentType<typeof CompaniesTable_company> }) {
  const company = read(CompaniesTable_company, props.company);
  const [isEditing, setIsEditing] = useState(false);
  return (
    <Line>
      <NameCell to={`/customers?company=${company.id}`}>{company.name}</NameCell>
      <Cell isExtra>{company.domains.length > 0 ? company.domains.join(', ') : <Nothing words="no domains" />}</Cell>
      <Cell isFigure>{company.customers?.totalCount ?? <Nothing />}</Cell>
      <Cell isExtra>
        <Moment at={company.createdAt} />
      </Cell>
      <Cell isFigure>
        <RowMenu
          label={`Actions for ${company.name}`}
          verbs={[company.viewerCan.includes('update') && { label: 'Edit', onChoose: () => setIsEditing(true) }]}
        />
        {isEditing && <CompanyDialog company={company} onClose={() => setIsEditing(false)} />}
      </Cell>
    </Line>
  );
}
