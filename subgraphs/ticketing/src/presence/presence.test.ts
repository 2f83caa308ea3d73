import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, openSocket, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { does, opened } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Presence');
  [agent, manager] = [await organization.as('agent'), await organization.as('manager')];
});

const at = (person: Person, ticketId: string, mode = 'VIEWING') => does(person, 'presenceTouch', { ticketId, mode });
const seen = async (person: Person, ticketId: string) => (await person.ask<{ presence: { members: { member: { id: string }; mode: string }[] } | null }>('query ($id: ID!) { presence(id: $id) { members { member { id } mode } } }', { id: ticketId })).presence;

describe('somebody at a ticket', () => {
  it('is seen by others, who write before who look, and is told of when they come, change and go, never for staying', async () => {
    const { id } = await opened(agent);

    await at(agent, id);
    await at(agent, id);
    await at(manager, id, 'REPLYING');
    const both = await seen(await organization.as('viewer'), id);
    await at(agent, id, 'REPLYING');
    const { presence } = await does(agent, 'presenceLeave', { ticketId: id });
    await does(agent, 'presenceLeave', { ticketId: id });

    expect(both?.members).toEqual([{ member: { id: manager.memberId }, mode: 'REPLYING' }, { member: { id: agent.memberId }, mode: 'VIEWING' }]);
    expect(presence?.members).toEqual([{ member: { id: manager.memberId }, mode: 'REPLYING' }]);
    expect((await toldOf(house, id)).events.filter(topic => topic.startsWith('presence'))).toEqual(['presence.entered', 'presence.entered', 'presence.changed', 'presence.left']);
  });

  it('is gone when nothing is heard of them, and that is told when somebody else is heard of', async () => {
    const [{ id }, { id: elsewhere }] = [await opened(agent), await opened(agent)];
    await at(agent, id);
    await house.sql(`update ticketing.presence set seen_at = now() - interval '21 seconds' where ticket_id = $1`, [id]);

    const unseen = await seen(manager, id);
    await at(manager, elsewhere);

    expect(unseen?.members).toEqual([]);
    expect((await toldOf(house, id)).events).toContain('presence.left');
    expect(await house.sql('select 1 from ticketing.presence where ticket_id = $1', [id])).toEqual([]);
  });

  it('appears on the screens of others, and disappears', async () => {
    const { id } = await opened(agent);
    const socket = openSocket(house.url, await organization.as('viewer'));
    const watching = await socket.watch('subscription ($id: ID!) { presenceChanged(ticketId: $id) { members { member { id } mode } } }', { id });

    await at(agent, id, 'REPLYING');
    const came = await watching.next();
    await does(agent, 'presenceLeave', { ticketId: id });
    const went = await watching.next();
    await socket.close();

    expect([came.data, went.data]).toEqual([{ presenceChanged: { members: [{ member: { id: agent.memberId }, mode: 'REPLYING' }] } }, { presenceChanged: { members: [] } }]);
  });

  it('is nobody\'s business in another organization, and no API key\'s at all', async () => {
    const { id } = await opened(agent);
    const stranger = await (await house.organization('Strangers')).as('agent');
    await at(agent, id);

    expect(await seen(stranger, id)).toBeNull();
    expect((await at(stranger, id)).refusal).toEqual({ code: 'NOT_FOUND', field: 'ticketId' });
    await expect(organization.apiKey(['presence.touch'])).rejects.toThrow();
  });
});
