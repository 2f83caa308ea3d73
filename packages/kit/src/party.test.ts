import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization, type TestHouse } from '@deskgraph/testing';
import { meet, partyId, partyValue, Refused, transactAs, type Party } from './index.js';

let house: TestHouse;
let ground: Ground;
let organization: Organization;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization();
  ground = await openGround();
});
afterAll(() => ground.close());

const met = (party: Party, where = organization) => transactAs(ground.context(where.id), where.id, 'test', tx => meet(tx, party));
const rows = (value: string) => house.sql<{ id: string; name: string | null }>('select id, name from platform.party where organization_id = $1 and value = $2', [organization.id, value]);

describe('a party', () => {
  it('is one, and told once, however many rooms meet it at once', async () => {
    const party: Party = { kind: 'MAIL', value: 'Ada@Example.com', name: 'Ada' };

    const answers = await Promise.all(Array.from({ length: 20 }, () => met(party)));

    const id = partyId(organization.id, party);
    expect(new Set(answers.map(one => one.id))).toEqual(new Set([id]));
    expect(await rows('ada@example.com')).toEqual([{ id, name: 'Ada' }]);
    expect(await house.sql('select topic from platform.event where subject_id = $1', [id])).toEqual([{ topic: 'party.met' }]);
  });

  it('gets its name later where it had none, and keeps the first', async () => {
    for (const name of [null, ' ', 'First', 'Second']) await met({ kind: 'PHONE', value: '+4930123456', name });

    expect(await rows('+4930123456')).toMatchObject([{ name: 'First' }]);
  });

  it('is another one in another organization', async () => {
    const stranger = await house.organization();
    const party: Party = { kind: 'EXTERNAL', value: 'shop:17' };

    const [own, foreign] = [await met(party), await met(party, stranger)];

    expect(own.id).not.toBe(foreign.id);
  });
});

it.each([
  ['MAIL', ' Ada@EXAMPLE.com ', 'ada@example.com'],
  ['MAIL', 'ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['MAIL', 'ada@bücher.example/path', 'ada@bücher.example/path'],
  ['MAIL', `ada@bücher.example/${'a'.repeat(250)}`, null],
  ['PHONE', '+14155550100', '+14155550100'],
  ['EXTERNAL', 'shop:A 1', null],
  ['MAIL', 'ada@example.com\r\nBcc: eve@example.com', null],
  ['MAIL', 'a@b@example.com', null],
  ['MAIL', `${'a'.repeat(250)}@example.com`, null],
  ['PHONE', '030 123456', null],
  ['EXTERNAL', 'no system', null],
] as const)('%s %j is known as %j', (kind, value, known) => {
  const read = (): string => partyValue({ kind, value });

  if (known === null) expect(read).toThrow(Refused);
  else expect(read()).toBe(known);
});
