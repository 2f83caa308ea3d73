import { chromiumPath, openBrowser, openHouse, openSocket, raiseHouse, visit } from '@deskgraph/testing';
import { expect, it } from '@jest/globals';

const inChromium = chromiumPath === null ? it.skip : it;

inChromium('a house that answers only what its console asks lets an agent work, live, and nobody explore with their session', async () => {
  const { standing, close } = await raiseHouse({ settings: { DESKGRAPH_CONSOLE_OPERATIONS: 'listed' } });
  const browser = await openBrowser();
  try {
    const house = await openHouse(standing);
    const organization = await house.organization('Listed');
    const agent = await organization.as('agent');
    const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticket.read', 'ticket.create'])}` });
    const { page, open, wrongs } = await visit(browser, { url: house.url, cookie: agent.cookie });
    await open('/inbox/open');
    await page.getByText('No open tickets').first().waitFor();

    await partner.ask('mutation { ticketCreate(input: { subject: "From a partner", text: "It works." }) { refusal { code } } }');
    await page.getByRole('row').filter({ hasText: 'From a partner' }).click();
    await page.getByRole('log').getByText('It works.').waitFor();
    const asked = await agent.askRaw('{ tickets { totalCount } }');
    const socket = openSocket(house.url, agent);
    const watched = await socket.watch('subscription { ticketsChanged { kind } }').then(({ over }) => over).catch((error: unknown) => error);
    await socket.close();

    expect(asked).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'OPERATION_NOT_LISTED' } }] } });
    expect(JSON.stringify(watched)).toContain('OPERATION_NOT_LISTED');
    expect(wrongs).toEqual([]);
  } finally {
    await browser.close();
    await close();
  }
}, 120_000);
