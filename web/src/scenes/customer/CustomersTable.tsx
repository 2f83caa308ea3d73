import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { More } from '../../parts/More.js';
import { Moment } from '../../parts/Moment.js';
import { Outcome } from '../../parts/Outcome.js';
import { Card, Empty } from '../../parts/Section.js';
import { Cell, type Column, Line, NameCell, Nothing, Table } from '../../parts/Table.js';
import { useCustomerFilter } from './CustomerFilters.js';
import { contactWords } from './customerWords.js';

const CustomersTable_query = graphql(`
  query CustomersTable($filter: CustomerFilter, $after: String) {
    customers(filter: $filter, first: 25, after: $after) {
      nodes {
        id
        ...CustomersTable_customer
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const CustomersTable_customer = graphql(`
  fragment CustomersTable_customer on Customer {
    id
    number
    name
    createdAt
    ticketCount
    orderCount
    company {
      id
      name
    }
    identities {
      id
      kind
    }
  }
`);

const columns: readonly Column[] = [
  { label: 'Name' },
  { label: 'Company', isExtra: true },
  { label: 'Reached by', isExtra: true },
  { label: 'Tickets', isFigure: true },
  { label: 'Orders', isFigure: true },
  { label: 'Since', isExtra: true },
];

/** The customers a filter asks for. */
export function CustomersTable() {
  const { filter, isAny, clear } = useCustomerFilter();
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(CustomersTable_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = (data ?? (loading ? previousData : undefined))?.customers;
  return (
    <Card>
      <Outcome what="customers" rows={rows} loading={loading} error={error} onRetry={() => void refetch()}>
        {({ nodes, pageInfo, totalCount }) =>
          nodes.length === 0 ? (
            <Empty
              title={isAny ? 'No customer matches' : 'No customers yet'}
              words={isAny ? 'Words are found by how they begin.' : 'They come with their first mail, call or order, or you add one.'}
              action={
                isAny && (
                  <Button variant="default" onClick={clear}>
                    Clear filter
                  </Button>
                )
              }
            />
          ) : (
            <>
              <Table label={`Customers, ${totalCount} in all`} columns={columns}>
                {nodes.map(customer => (
                  <CustomerLine key={customer.id} customer={customer} />
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

function CustomerLine(props: { customer: FragmentType<typeof CustomersTable_customer> }) {
  const { id, number, name, createdAt, ticketCount, orderCount, company, identities } = read(CustomersTable_customer, props.customer);
  const contacts = [...new Set(identities.map(({ kind }) => contactWords[kind]))];
  return (
    <Line>
      <NameCell to={`/customers/${id}`} detail={`Customer ${number}`}>
        {name}
      </NameCell>
      <Cell isExtra>{company?.name ?? <Nothing words="no company" />}</Cell>
      <Cell isExtra>{contacts.length > 0 ? contacts.join(', ') : <Nothing words="unknown" />}</Cell>
      <Cell isFigure>{ticketCount ?? <Nothing />}</Cell>
      <Cell isFigure>{orderCount ?? <Nothing />}</Cell>
      <Cell isExtra>
        <Moment at={createdAt} />
      </Cell>
    </Line>
  );
}
