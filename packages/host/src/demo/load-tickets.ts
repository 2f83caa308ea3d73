import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '@deskgraph/kit';
import { addTeamMember, createMailbox, createTeam, importTickets, mailboxesOf, teamsOf, type PastTicket } from '@deskgraph/ticketing';
import { teams } from './cases.js';
import { count, inBatches, numbers, type Loading } from './loading.js';
import { ticketAt, type DemoTicket } from './tickets.js';

/** A team as it stands in the house, and the mailbox its mail comes to. */
export interface Desk {
  readonly teamId: string;
  readonly memberIds: readonly string[];
  readonly mailboxId: string;
}

/** Where each team's mail comes to. */
const addresses = ['service@brandt-chemical.example', 'dispatch@brandt-chemical.example', 'quality@brandt-chemical.example'] as const;
/** How long members who have just joined may take to be known. */
const [patienceMs, pollMs] = [60_000, 200];

/** Loads the tickets, after the teams and mailboxes they are of. */
export async function loadTickets(loading: Loading): Promise<void> {
  const { plan, progress } = loading;
  const desks = await desksOf(loading);
  let done = 0;
  await inBatches(loading, numbers(plan.tickets), async some => {
    const rows = some.map(index => pastTicket(loading, index, desks));
    await loading.in('ticketing', ctx => importTickets(ctx, rows));
    done += rows.length;
    if (done % 1000 === 0 || done === plan.tickets) progress(`demo: ${count(done)} of ${count(plan.tickets)} tickets`);
  });
}

/** The teams with their mailboxes; what of them is not there is made. */
export async function desksOf(loading: Loading): Promise<Desk[]> {
  const desks: Desk[] = [];
  for (const place of teams.keys()) desks.push(await deskOf(loading, place));
  loading.progress(`demo: ${count(desks.length)} teams with their mailboxes`);
  return desks;
}

/** A ticket by its place, as the bulk verb takes it. */
export function pastTicket({ plan, ids }: Loading, index: number, desks: readonly Desk[]): PastTicket {
  const ticket = ticketAt(plan, index);
  return past(ticket, ids.of('ticket', index, ticket.at), desks);
}

function past({ customer, subject, text, channel, priority, tags, team, messageId, by, at, deeds }: DemoTicket, id: string, desks: readonly Desk[]): PastTicket {
  const desk = desks[team];
  if (!desk) throw new Error(`There is no team ${String(team)}.`);
  const someone = (by: number): string => desk.memberIds[by % desk.memberIds.length] ?? '';
  return {
    id, subject: subject.slice(0, 200), text, channel, priority, tags, requesterName: customer.name.slice(0, 200), requesterAddress: customer.mail, mailboxId: desk.mailboxId, messageId, memberId: by === null ? null : someone(by), at,
    deeds: deeds.map(deed => {
      if (deed.verb === 'receive') return deed;
      if (deed.verb === 'reply') return { verb: deed.verb, at: deed.at, memberId: someone(deed.by), text: deed.text, status: deed.status };
      if (deed.verb === 'note') return { verb: deed.verb, at: deed.at, memberId: someone(deed.by), text: deed.text };
      const memberId = deed.by === null ? null : someone(deed.by);
      if (deed.verb === 'assign') return { verb: deed.verb, at: deed.at, memberId, ...(deed.assignee === null ? { teamId: desk.teamId } : { assigneeId: someone(deed.assignee) }) };
      if (deed.verb === 'changePriority') return { verb: deed.verb, at: deed.at, memberId, priority: deed.priority };
      return { verb: deed.verb, at: deed.at, memberId, status: deed.status };
    }),
  };
}

/** A team with its mailbox and members; what of it is not there is made. */
async function deskOf(loading: Loading, place: number): Promise<Desk> {
  const [name = '', address = ''] = [teams[place], addresses[place]];
  const memberIds = loading.memberIds.filter((_, at) => at % teams.length === place);
  const members = memberIds.length > 0 ? memberIds : loading.memberIds.slice(0, 1);
  return loading.in('ticketing', async ctx => {
    const mailbox = (await mailboxesOf(ctx)).find(one => one.address === address) ?? (await createMailbox(ctx, { name: `Brandt ${name}`, address }));
    const team = (await teamsOf(ctx)).find(one => one.name === name) ?? (await createTeam(ctx, { name }));
    for (const memberId of members) await patiently(loading.until, () => addTeamMember(ctx, { id: team.id, memberId }));
    return { teamId: team.id, memberIds: members, mailboxId: mailbox.id };
  });
}

/** Tries again while a member who has just joined is not known to the room yet, unless the load is to end. */
async function patiently(until: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  for (const end = performance.now() + patienceMs; ; await sleep(pollMs)) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'NOT_FOUND') || until.aborted || performance.now() > end) throw error;
    }
  }
}
