import { Drawer } from '@mantine/core';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Pane } from '../../../parts/Pane.js';
import { ArticlesCard } from './ArticlesCard.js';
import { CallsCard } from './CallsCard.js';
import classes from './ContextPane.module.css';
import { CustomerCard } from './CustomerCard.js';
import { OrdersCard } from './OrdersCard.js';
import { SimilarCard } from './SimilarCard.js';
import { TicketsCard } from './TicketsCard.js';
import type { ContextPaneState } from './useContextPane.js';

const ContextPane_ticket = graphql(`
  fragment ContextPane_ticket on Ticket {
    id
    ...CustomerCard_ticket
    ...OrdersCard_ticket
    ...CallsCard_ticket
    ...SimilarCard_ticket
    ...ArticlesCard_ticket
    ...TicketsCard_ticket
  }
`);

interface ContextPaneProps {
  readonly ticket: FragmentType<typeof ContextPane_ticket>;
  /** The fields that could not be had. */
  readonly failed: ReadonlySet<string>;
  readonly pane: ContextPaneState;
  readonly onAgain: () => void;
  readonly onInsert: (html: string) => void;
}

/** What is known around a ticket. What the viewer may not read is not there; what could not be had says so by itself. */
export function ContextPane({ failed, pane, onAgain, onInsert, ...props }: ContextPaneProps) {
  const ticket = read(ContextPane_ticket, props.ticket);
  const part = (field: string) => ({ ticket, isFailed: failed.has(field) || (failed.has('customer') && ['orders', 'tickets'].includes(field)), onAgain });
  const cards = (
    <div className={classes.cards}>
      <CustomerCard {...part('customer')} />
      <OrdersCard {...part('orders')} />
      <CallsCard {...part('calls')} />
      <ArticlesCard {...part('suggestedArticles')} onInsert={onInsert} />
      <SimilarCard {...part('similarTickets')} />
      <TicketsCard {...part('tickets')} />
    </div>
  );
  if (pane.isNarrow) {
    return (
      <Drawer opened={pane.isShown} onClose={() => pane.show(false)} position="right" size={360} title="Customer and orders" classNames={{ body: classes.drawer }} closeButtonProps={{ 'aria-label': 'Close' }}>
        {cards}
      </Drawer>
    );
  }
  if (!pane.isShown) return null;
  return (
    <aside className={classes.pane} aria-label="Around the ticket" tabIndex={0}>
      <Pane label="Customer and orders">{cards}</Pane>
    </aside>
  );
}
