import '@mantine/spotlight/styles.layer.css';
import { useLazyQuery } from '@apollo/client/react';
import { Spotlight, createSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { matchSorter } from 'match-sorter';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Action, useActions, useAllActions } from '../actions.js';
import { graphql } from '../gql/index.js';
import { Keys } from './KeySheet.js';
import classes from './Palette.module.css';
import { recent, remember } from './recent.js';
import { useViewer } from './viewer.js';

const Palette_query = graphql(`
  query Palette($text: String!, $tickets: Boolean!, $customers: Boolean!, $orders: Boolean!) {
    tickets(filter: { search: $text }, first: 5) @include(if: $tickets) {
      nodes {
        id
        number
        subject
      }
    }
    customers(filter: { text: $text }, first: 5) @include(if: $customers) {
      nodes {
        id
        name
        company {
          id
          name
        }
      }
    }
    orders(filter: { search: $text }, first: 5) @include(if: $orders) {
      nodes {
        id
        number
        externalId
      }
    }
  }
`);

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

const [store, palette] = createSpotlight();
/** How long typing must rest before the house is asked; what can be done here is found at once. */
const restMs = 120;

/** Everything that can be done or opened, by its name: what the page offers, then tickets, customers and orders. */
export function Palette() {
  const [text, setText] = useState('');
  const actions = useAllActions().filter(({ isKeyOnly }) => !isKeyOnly);
  const found = useFound(text.trim());
  useActions([{ id: 'palette', label: 'Find anything', group: 'Go', keys: 'mod+k', isTypedInto: true, run: palette.open }]);

  const asked = text.trim();
  const matched = asked === '' ? recent(actions) : matchSorter(actions, asked, { keys: ['label', 'group'] }).slice(0, 8);
  const groups: readonly (readonly [string, readonly Entry[]])[] = [
    [asked === '' ? 'Recent' : 'Actions', matched.map(action => ({ ...action, detail: action.group, run: () => start(action) }))],
    ...found,
  ];
  const isEmpty = groups.every(([, entries]) => entries.length === 0);

  return (
    <Spotlight.Root store={store} shortcut={null} query={text} onQueryChange={setText} scrollable maxHeight={460} size={620} radius="lg" closeOnActionTrigger>
      <Spotlight.Search placeholder="Find tickets, customers, orders and actions" aria-label="Find anything" leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />} />
      <Spotlight.ActionsList>
        {groups.map(([label, entries]) =>
          entries.length === 0 ? null : (
            <Spotlight.ActionsGroup key={label} label={label}>
              {entries.map(({ id, label: name, detail, keys, run }) => (
                <Spotlight.Action key={id} onClick={run} className={classes.entry}>
                  <span className={classes.name}>{name}</span>
                  {detail && <span className={classes.detail}>{detail}</span>}
                  {keys && (
                    <span className={classes.keys}>
                      <Keys keys={keys} />
                    </span>
                  )}
                </Spotlight.Action>
              ))}
            </Spotlight.ActionsGroup>
          ),
        )}
        {isEmpty && <Spotlight.Empty>{asked === '' ? 'Type what you are looking for.' : 'Nothing is called that.'}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function start(action: Action): void {
  remember(action.id);
  action.run();
}

/** What the house finds, of what the viewer may read. */
function useFound(text: string): readonly (readonly [string, readonly Entry[]])[] {
  const { may } = useViewer();
  const navigate = useNavigate();
  const [ask, { data }] = useLazyQuery(Palette_query, { fetchPolicy: 'network-only', errorPolicy: 'all' });
  useEffect(() => {
    if (text.length < 2) return;
    const timer = setTimeout(() => {
      const variables = { text, tickets: may('ticket.read'), customers: may('customer.read'), orders: may('order.read') };
      ask({ variables }).catch(() => undefined); // overtaken by a later question
    }, restMs);
    return () => clearTimeout(timer);
  }, [ask, text, may]);
  if (text.length < 2 || !data) return [];
  const to = (path: string) => () => void navigate(path);
  return [
    ['Tickets', (data.tickets?.nodes ?? []).map(({ id, number, subject }) => ({ id, label: subject, detail: `#${String(number)}`, run: to(`/tickets/${id}`) }))],
    ['Customers', (data.customers?.nodes ?? []).map(({ id, name, company }) => ({ id, label: name, detail: company?.name, run: to(`/customers/${id}`) }))],
    ['Orders', (data.orders?.nodes ?? []).map(({ id, number, externalId }) => ({ id, label: `Order ${String(number)}`, detail: externalId, run: to(`/orders/${id}`) }))],
  ];
}
