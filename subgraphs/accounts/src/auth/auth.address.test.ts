import { describe, expect, it } from '@jest/globals';
import type { Context } from '@deskgraph/kit';
import { openHouse, roleIdOf } from '@deskgraph/testing';
import { foundOrganization } from '../administration/administration.service.js';

const house = await openHouse();

describe('what is no address here', () => {
  it.each([
    'ädä@example.com',
    'ada@exämple.com',
    '\u212a@example.com',
    'ada@localhost',
    '"ada"@example.com',
    'ada@[127.0.0.1]',
    `${'a'.repeat(250)}@example.com`,
    'ada@example.com, bob@example.com',
    'Ada <ada@example.com>',
  ])('is refused everywhere: %s', async email => {
    const organization = await house.organization();
    const input = { email, roleId: await roleIdOf(house, organization.id, 'agent') };

    const signUp = await house.call('/auth/sign-up', { organization: 'Acme', name: 'Ada', email, password: 'long enough now' });
    const invite = await (await organization.as('admin')).ask(
      'mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { code field } } }',
      { input },
    );
    const founding = foundOrganization({} as Context, { organization: 'Acme', name: 'Ada', email, password: null });

    expect(signUp.body.error).toMatchObject({ code: 'INVALID', field: 'email' });
    expect(invite).toEqual({ memberInvite: { refusal: { code: 'INVALID', field: 'email' } } });
    await expect(founding).rejects.toMatchObject({ code: 'INVALID', field: 'email' });
  });
});
