import { useParams } from 'react-router';

/** One ticket, with the whole case around it. */
export function TicketScene() {
  const { ticketId } = useParams();
  return <h1 tabIndex={-1}>{ticketId}</h1>;
}
