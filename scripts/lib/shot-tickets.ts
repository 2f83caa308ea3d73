import type { Person } from '@deskgraph/testing';

const asked: readonly (readonly [requesterName: string, subject: string, text: string, more?: object])[] = [
  ['Sandrine Gaillard', 'Access to the shop', 'By telephone, Sandrine says: I cannot log in to the shop any more since Monday.', { channel: 'CALL', tags: ['account'] }],
  ['Christoph Nagel', 'ADR papers for PO-4512392642', 'For PO-4512392642 we need the transport document before Thursday, please.', { tags: ['transport'] }],
  ['Purchasing, Derrovan Coatings Ltd', 'Tracking KK35392507 does not move', 'It has stood in Leipzig for three days. Please tell the driver to call us.', { priority: 'HIGH', tags: ['delivery', 'late', 'carrier'] }],
  ['Thomas Schilling', 'Yearly demand of peracetic acid 5 %', 'That is a little above what we pay now. Is there a better price for twelve pallets?', { tags: ['quote'] }],
  ['Roos van Rijn', 'Complaint: pallet broken, hydrochloric acid 37 %', 'Two canisters leak. We have put the pallet outside.', { priority: 'URGENT', tags: ['damage', 'safety'] }],
  ['Nadine Vogt', 'Quote for hydrochloric acid 31 % technical', 'We need a quote for 24 canisters, delivered to Kassel.', { tags: ['quote'] }],
  ['Victoria Pritchard', 'Concentration of butyl glycol too low in WEB-102933', 'Please send the other batch, we cannot use this one.', { priority: 'HIGH', tags: ['complaint', 'quality'] }],
  ['Clément Noël', 'Invoice R-262858: deposit for IBCs', 'The deposit was not taken off.', { requesterAddress: 'clement.noel@colle-verdier.example', tags: ['invoice'] }],
];

/** Writes down what people asked on a working day, the last of them first; some of it is the agent's own work. */
export async function askAll(agent: Person): Promise<void> {
  const { viewer } = await agent.ask<{ viewer: { member: { id: string } } }>('{ viewer { member { id } } }');
  for (const [at, [requesterName, subject, text, more]] of [...asked].reverse().entries()) {
    const input = { requesterName, subject, text, ...(at % 3 === 0 && { assigneeId: viewer.member.id }), ...more };
    await agent.ask('mutation ($input: TicketCreateInput!) { ticketCreate(input: $input) { refusal { message } } }', { input });
  }
}
