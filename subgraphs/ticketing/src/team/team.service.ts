import { audit, authorize, emit, isUuid, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import { holdActive } from '../member/member.service.js';
import { leaveTeam } from '../ticket/ticket.service.js';
import type { Team } from './team.entity.js';
import type { TeamCreateInput, TeamDeleteInput, TeamMemberInput, TeamRenameInput } from './team.inputs.js';
import { teamPolicy } from './team.policy.js';
import { teams } from './team.repository.js';

/** How many teams an organization has at the most. */
const limit = 100;

/** Every team the viewer may see, by name. */
export function list(ctx: Context): Promise<Team[]> {
  return teams(ctx).visible().orderBy('team.name').addOrderBy('team.id').take(limit).getMany();
}

/** Makes a team of nobody yet. */
export function create(ctx: Context, input: TeamCreateInput): Promise<Team> {
  const { name } = input;
  return transact(ctx, async tx => {
    if (!tx.viewer.may('team.create')) throw new Refused('FORBIDDEN', 'You may not make teams.');
    return once(tx, input, id => teams(tx).byId(id), async () => {
      const known = await namesHeld(tx, name);
      if (known >= limit) throw new Refused('TEAM_LIMIT', `At most ${String(limit)} teams. Delete one first.`);
      const row = teams(tx).create({ organizationId: tx.viewer.organizationId, id: tx.newId(), name, createdAt: tx.now() });
      await teams(tx).insert(row);
      await emit(tx, 'team.created', row.id);
      await audit(tx, 'team.create', row.id, { after: { name } });
      return row;
    });
  });
}

/** Gives a team another name. */
export function rename(ctx: Context, input: TeamRenameInput): Promise<Team> {
  return act(ctx, input, 'rename', async (tx, team) => {
    const before = { name: team.name };
    if (input.name === team.name) return { before, after: before };
    await namesHeld(tx, input.name);
    await teams(tx).rename(team, input.name);
    await emit(tx, 'team.renamed', team.id);
    return { before, after: { name: input.name } };
  });
}

/** Puts a member into a team; one who is in it stays. */
export function addMember(ctx: Context, input: TeamMemberInput): Promise<Team> {
  return act(ctx, input, 'addMember', async (tx, { id }) => {
    await holdActive(tx, input.memberId, 'memberId');
    if (await teams(tx).add(id, input.memberId)) await emit(tx, 'team.memberAdded', id, { related: [input.memberId] });
    return { after: { memberId: input.memberId } };
  });
}

/** Takes a member out of a team; one who is not in it stays out. */
export function removeMember(ctx: Context, input: TeamMemberInput): Promise<Team> {
  return act(ctx, input, 'removeMember', async (tx, { id }) => {
    if (!isUuid(input.memberId)) throw new Refused('NOT_FOUND', 'There is no such member.', 'memberId');
    if (await teams(tx).take(id, input.memberId)) await emit(tx, 'team.memberRemoved', id, { related: [input.memberId] });
    return { before: { memberId: input.memberId } };
  });
}

/** Deletes a team. Its tickets are in no team then. */
export function remove(ctx: Context, input: TeamDeleteInput): Promise<Team> {
  return act(ctx, input, 'delete', async (tx, team) => {
    await leaveTeam(tx, team.id);
    await teams(tx).delete({ id: team.id });
    await emit(tx, 'team.deleted', team.id);
    return { before: { name: team.name } };
  });
}

/** Holds a team until the transaction ends. Refuses what is none by the field's name. */
export async function hold(tx: Transaction, id: string, field: string): Promise<void> {
  if (!(await teams(tx).hold(id))) throw new Refused('NOT_FOUND', 'There is no such team.', field);
}

/** Refuses a name that a team has, and lets nobody else name one meanwhile; answers how many teams there are. */
async function namesHeld(tx: Transaction, name: string): Promise<number> {
  await teams(tx).lockNaming();
  const known = await teams(tx).find({ select: { organizationId: true, id: true, name: true } });
  if (known.some(team => team.name === name)) throw new Refused('CONFLICT', 'There is a team of this name already.', 'name');
  return known.length;
}

type Effect = (tx: Transaction, team: Team) => Promise<{ before?: Record<string, unknown>; after?: Record<string, unknown> }>;

function act(ctx: Context, input: { id: string; idempotencyKey?: string | null }, verb: Exclude<keyof typeof teamPolicy, 'read'>, effect: Effect): Promise<Team> {
  return transact(ctx, tx => once(tx, input, id => teams(tx).byId(id), async () => {
    const team = await teams(tx).lock(input.id);
    authorize(tx, teamPolicy, verb, team, 'id');
    const change = await effect(tx, team);
    await audit(tx, `team.${verb}`, team.id, change);
    return team;
  }));
}
