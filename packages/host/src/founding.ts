import { enlist, foundOrganization, hashPassword } from '@deskgraph/accounts';
import { newId, nobody, openContext, viewerOf, type BuiltInRole, type Context, type Viewer } from '@deskgraph/kit';
import { permissions } from './rooms.js';
import type { House, OpenRoom } from './house.js';

/** Somebody to make. */
export interface NewPerson {
  readonly role: BuiltInRole;
  readonly name: string;
  readonly email: string;
}

/** An organization made by the house itself, with its people. */
export interface Made {
  readonly id: string;
  readonly name: string;
  readonly owner: Viewer;
  /** The first of each role. */
  readonly people: Readonly<Record<string, NewPerson & { readonly memberId: string }>>;
}

/** Makes an organization with its people, through the services of accounts and without any mail. The first person is its owner. */
export async function makeOrganization(house: Pick<House, 'rooms'>, { name, people, password }: { name: string; people: readonly NewPerson[]; password: string }): Promise<Made> {
  const [owner, ...others] = people;
  if (!owner) throw new Error('An organization needs an owner.');
  return inAccounts(house, async ctx => {
    const founded = await foundOrganization(ctx, { organization: name, name: owner.name, email: owner.email, password });
    const { organizationId } = founded;
    const passwordHash = await hashPassword(password);
    const made: Record<string, NewPerson & { memberId: string }> = { [owner.role]: { ...owner, memberId: founded.memberId } };
    for (const person of others) {
      const { memberId } = await enlist(ctx, { ...person, organizationId, passwordHash });
      made[person.role] ??= { ...person, memberId };
    }
    return { id: organizationId, name, owner: ownerViewer(founded), people: made };
  });
}

/** Runs work in a context of the room accounts as the house itself, before any organization. */
export async function inAccounts<T>({ rooms }: Pick<House, 'rooms'>, work: (ctx: Context, room: OpenRoom) => Promise<T>): Promise<T> {
  const room = rooms.find(({ subgraph }) => subgraph.name === 'accounts');
  if (!room) throw new Error('There is no room accounts.');
  const { ctx, session } = openContext(room.databases, room.tools, nobody, newId());
  try {
    return await work(ctx, room);
  } finally {
    await session.commit();
  }
}

function ownerViewer({ organizationId, memberId, userId }: { organizationId: string; memberId: string; userId: string }): Viewer {
  return viewerOf({ ...nobody, id: userId, memberId, organizationId, role: 'owner', permissions: Object.keys(permissions).filter(atom => permissions[atom]?.roles.includes('owner')) });
}
