import { Link } from 'react-router';
import { graphql } from '../../gql/index.js';
import { MergedNotice } from '../../parts/MergedNotice.js';
import { useVerb } from '../../useVerb.js';

const MergedCustomer_unmerge = graphql(`
  mutation MergedCustomer_unmerge($input: CustomerUnmergeInput!) {
    customerUnmerge(input: $input) {
      customer {
        id
        ...CustomerScene_customer
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface MergedCustomerProps {
  readonly id: string;
  readonly into: { readonly id: string; readonly name: string };
  readonly mayUnmerge: boolean;
}

/** Says as whom a merged customer goes on, and takes that back. */
export function MergedCustomer({ id, into, mayUnmerge }: MergedCustomerProps) {
  const unmerge = useVerb(MergedCustomer_unmerge, ['CustomerScene']);
  return (
    <MergedNotice id={id} unmerge={unmerge} mayUnmerge={mayUnmerge}>
      This customer goes on as <Link to={`/customers/${into.id}`}>{into.name}</Link>. Everything new is there.
    </MergedNotice>
  );
}
