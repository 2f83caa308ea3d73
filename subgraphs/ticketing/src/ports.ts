/** What this room asks of the outside world: the domain its mailboxes are in. */
export interface TicketingPorts {
  readonly mailDomain: string;
}
