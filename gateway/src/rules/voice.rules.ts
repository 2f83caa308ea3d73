import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may see calls, and who called whom. */
export const voiceRules = {
  Query: { call: may('call.read'), calls: may('call.read'), callFigures: may('callFigures.read') },
  Mutation: { callLink: may('call.link') },
  Subscription: { callChanged: may('call.read'), callsChanged: may('call.read'), callFiguresChanged: may('callFigures.read') },

  Call: { '*': may('call.read'), from: may('call.number.read'), to: may('call.number.read'), customer: may('customer.read'), ticket: may('ticket.read') },
  CallFigures: { '*': may('callFigures.read') },
  CallTotals: { '*': may('callFigures.read') },
  CallDay: { '*': may('callFigures.read') },
  Customer: { calls: may('call.read') },
  Ticket: { calls: may('call.read'), callCount: may('call.read') },
  CallPayload: { '*': signedIn },
  CallConnection: { '*': may('call.read') },
  CallChange: { '*': may('call.read') },
  CallEdge: { '*': may('call.read') },
} satisfies Rules;
