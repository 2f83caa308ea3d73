import { Link } from 'react-router';
import { graphql } from '../../../gql/index.js';
import { MergedNotice } from '../../../parts/MergedNotice.js';
import { useVerb } from '../../../useVerb.js';

const MergedTicket_unmerge = graphql(`
  mutation MergedTicket_unmerge($input: TicketUnmergeInput!) {
    ticketUnmerge(input: $input) {
      ticket {
        ...TicketHeader_ticket
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface MergedTicketProps {
  readonly id: string;
  readonly into: { readonly id: string; readonly number: number; readonly subject: string };
  readonly mayUnmerge: boolean;
}

/** Says where a merged ticket goes on, and takes that back. */
export function MergedTicket({ id, into, mayUnmerge }: MergedTicketProps) {
  const unmerge = useVerb(MergedTicket_unmerge, ['TicketScene']);
  return (
    <MergedNotice id={id} unmerge={unmerge} mayUnmerge={mayUnmerge}>
      Merged into{' '}
      <Link to={`../${into.id}`} relative="path">
        {into.number} {into.subject}
      </Link>
      , where it goes on.
    </MergedNotice>
  );
}
