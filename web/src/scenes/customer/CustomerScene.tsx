import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useActions } from '../../actions.js';
import { graphql, read } from '../../gql/index.js';
import { useLive } from '../../live/useLive.js';
import { Columns } from '../../parts/Columns.js';
import { Outcome } from '../../parts/Outcome.js';
import { Page } from '../../parts/Page.js';
import { Pane } from '../../parts/Pane.js';
import { Card } from '../../parts/Section.js';
import { TextLink } from '../../parts/TextLink.js';
import { CustomerAbout } from './CustomerAbout.js';
import { CustomerCalls, CustomerOrders, CustomerTickets } from './CustomerCases.js';
import { Identities } from './Identities.js';
import { MergeDialog } from './MergeDialog.js';
import { MergedCustomer } from './MergedCustomer.js';
import { Timeline } from './Timeline.js';

const CustomerScene_query = graphql(`
  query CustomerScene($id: ID!, $after: String) {
    customer(id: $id) {
      id
      ...CustomerScene_customer
      ...Timeline_customer
    }
  }
`);
const CustomerScene_customer = graphql(`
  fragment CustomerScene_customer on Customer {
    id
    number
    name
    viewerCan
    mergedInto {
      id
      name
    }
    ...CustomerAbout_customer
    ...Identities_customer
    ...CustomerCases_customer
    ...MergeDialog_source
  }
`);
const CustomerScene_changed = graphql(`
  subscription CustomerScene_changed($id: ID!, $after: String) {
    customerChanged(id: $id, after: $after) {
      id
      ...CustomerScene_customer
    }
  }
`);

/** Everything that is known of one customer. */
export function CustomerScene() {
  const { customerId = '' } = useParams();
  return <KnownCustomer key={customerId} id={customerId} />;
}

function KnownCustomer({ id }: { id: string }) {
  const { data, loading, error, refetch } = useQuery(CustomerScene_query, { variables: { id }, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' });
  const [news, setNews] = useState(0);
  useLive(CustomerScene_changed, { variables: { id }, onFrame: () => setNews(count => count + 1), onResync: () => void refetch() });
  const [isMerging, setIsMerging] = useState(false);
  const asked = data?.customer;
  const customer = read(CustomerScene_customer, asked);
  const mayMerge = customer?.viewerCan.includes('merge') ?? false;
  useActions(mayMerge ? [{ id: 'merge', label: 'Merge this customer into another', group: 'Here', keys: 'm', run: () => setIsMerging(true) }] : []);
  return (
    <Page
      title={customer?.name ?? 'Customer'}
      lead={
        <>
          <TextLink to="/customers">Customers</TextLink>
          {customer && ` · Customer ${customer.number}`}
        </>
      }
      action={
        mayMerge && (
          <Button variant="default" leftSection={<IconArrowMerge size={16} stroke={1.7} aria-hidden />} onClick={() => setIsMerging(true)}>
            Merge
          </Button>
        )
      }
    >
      {asked && customer ? (
        <>
          {customer.mergedInto && <MergedCustomer id={id} into={customer.mergedInto} mayUnmerge={customer.viewerCan.includes('unmerge')} />}
          <Columns
            aside={
              <>
                <Pane label="Tickets of this customer">
                  <CustomerTickets customer={customer} />
                </Pane>
                <Pane label="Orders of this customer">
                  <CustomerOrders customer={customer} />
                </Pane>
                <Pane label="Calls of this customer">
                  <CustomerCalls customer={customer} />
                </Pane>
              </>
            }
          >
            <CustomerAbout customer={customer} />
            <Identities customer={customer} />
            <Timeline customer={asked} news={news} />
          </Columns>
          {isMerging && <MergeDialog source={customer} onClose={() => setIsMerging(false)} />}
        </>
      ) : (
        <Card>
          <Outcome what="customer" rows={null} loading={loading} error={error} onRetry={() => void refetch()}>
            {() => null}
          </Outcome>
        </Card>
      )}
    </Page>
  );
}
