import type { GatewayContext } from '../src/context.js';
import { forbidden } from '../src/rules/denial.js';
import { anyone, combine, evenSuspended, may, signedIn } from '../src/rules/index.js';
import { rule } from '../src/shield.js';

/** Note 1 is everybody's, the others need a permission; counts how often it was asked. */
export const noteAsked: unknown[] = [];
const ownNote = rule('ownNote', { cache: 'strict' })((_parent, args: { id?: number }, { viewer }: GatewayContext) => {
  noteAsked.push(args);
  return args.id === 1 || viewer?.may('note.any') === true || forbidden('note.any');
});

/** The rules of the small house. Settings.unruled has none. */
export const rules = combine(
  { Query: { '*': anyone, settings: may('settings.read'), me: signedIn } },
  { Ticket: { '*': anyone, secret: may('ticket.secret'), note: ownNote, related: may('ticket.related') } },
  { TicketConnection: { '*': anyone }, Note: { '*': anyone, body: may('note.body'), title: may('note.title') } },
  { Strict: { '*': anyone, locked: may('strict.read') } },
  { Draft: { '*': anyone, related: may('draft.related') } },
  { Person: { '*': anyone, email: may('person.email') } },
  {
    Settings: {
      theme: anyone,
      token: may('settings.token'),
      thrown: rule('thrown')(() => { throw new Error('no database here'); }),
      unsure: rule('unsure')(() => null as unknown as boolean),
    },
  },
  {
    Mutation: {
      ticketClose: may('ticket.close'),
      ticketOpen: may('ticket.open'),
      settingsReset: evenSuspended(may('settings.reset')),
    },
    Subscription: { ticketChanged: may('ticket.read') },
  },
);
