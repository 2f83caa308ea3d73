import { Link } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Fact, Facts } from '../../parts/Facts.js';
import { Section } from '../../parts/Section.js';
import { Nothing } from '../../parts/Table.js';

const OrderWho_order = graphql(`
  fragment OrderWho_order on Order {
    id
    channel
    externalId
    shippingAddress
    customer {
      id
      name
      company {
        id
        name
      }
    }
  }
`);

/** Who ordered, where, and where it goes. */
export function OrderWho(props: { order: FragmentType<typeof OrderWho_order> }) {
  const { channel, externalId, shippingAddress, customer } = read(OrderWho_order, props.order);
  const { may } = useViewer();
  return (
    <Section id="who" title="Ordered by">
      <Facts>
        <Fact name="Customer">{customer ? <Link to={`/customers/${customer.id}`}>{customer.name}</Link> : <Nothing words="not known yet" />}</Fact>
        {customer?.company && <Fact name="Company">{customer.company.name}</Fact>}
        <Fact name="Channel">
          {channel}, {externalId}
        </Fact>
        <Fact name="Goes to">
          {shippingAddress ?? (may('order.address.read') ? <Nothing words="no address" /> : 'Hidden from your role')}
        </Fact>
      </Facts>
    </Section>
  );
}
