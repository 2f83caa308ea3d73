import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization } from '@deskgraph/testing';
import type { Context, Permission, Viewer } from '@deskgraph/kit';
import { InboundMail } from '../src/inbound-mail/inbound-mail.entity.js';
import { inboundMailPolicy } from '../src/inbound-mail/inbound-mail.policy.js';
import { inboundMails } from '../src/inbound-mail/inbound-mail.repository.js';
import { Mailbox } from '../src/mailbox/mailbox.entity.js';
import { mailboxPolicy } from '../src/mailbox/mailbox.policy.js';
import { mailboxes } from '../src/mailbox/mailbox.repository.js';
import { Message } from '../src/message/message.entity.js';
import { messagePolicy } from '../src/message/message.policy.js';
import { messages } from '../src/message/message.repository.js';
import { permissions } from '../src/permissions.js';
import { Team } from '../src/team/team.entity.js';
import { teamPolicy } from '../src/team/team.policy.js';
import { teams } from '../src/team/team.repository.js';
import { Ticket } from '../src/ticket/ticket.entity.js';
import { ticketPolicy } from '../src/ticket/ticket.policy.js';
import { tickets } from '../src/ticket/ticket.repository.js';
import { View } from '../src/view/view.entity.js';
import { viewPolicy } from '../src/view/view.policy.js';
import { views } from '../src/view/view.repository.js';

interface Row {
  readonly id: string;
}

/** Each noun: all rows of the organization, those `visible()` gives, and what the policy says of a row. */
const nouns: Record<string, { all(ctx: Context): Promise<Row[]>; visible(ctx: Context): Promise<Row[]>; mayRead(viewer: Viewer, row: never): boolean }> = {
  inboundMail: { all: ctx => inboundMails(ctx).find(), visible: ctx => inboundMails(ctx).visible().getMany(), mayRead: inboundMailPolicy.read },
  mailbox: { all: ctx => mailboxes(ctx).find(), visible: ctx => mailboxes(ctx).visible().getMany(), mayRead: mailboxPolicy.read },
  message: { all: ctx => messages(ctx).find(), visible: ctx => messages(ctx).visible().getMany(), mayRead: messagePolicy.read },
  team: { all: ctx => teams(ctx).find(), visible: ctx => teams(ctx).visible().getMany(), mayRead: teamPolicy.read },
  ticket: { all: ctx => tickets(ctx).find(), visible: ctx => tickets(ctx).visible().getMany(), mayRead: ticketPolicy.read },
  view: { all: ctx => views(ctx).find(), visible: ctx => views(ctx).visible().getMany(), mayRead: viewPolicy.read },
};

const atomsOf = (role: string): string[] => Object.entries<Permission>(permissions).filter(([, { roles: holders }]) => holders.some(holder => holder === role)).map(([atom]) => atom);

let ground: Ground;
let organization: Organization;

beforeAll(async () => {
  const house = await openHouse();
  organization = await house.furnished('Twins');
  ground = await openGround([InboundMail, Mailbox, Message, Team, Ticket, View], 'ticketing');
});
afterAll(() => ground.close());

describe.each(Object.entries(nouns))('%s: the policy and its twin in SQL', (_, { all, visible, mayRead }) => {
  it.each(['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer', 'nobody'])('agree for %s', async role => {
    const { rows, inSql, viewer } = await ground.within(organization.id, { role, permissions: atomsOf(role) }, async ctx => ({
      rows: await all(ctx),
      inSql: await visible(ctx),
      viewer: ctx.viewer,
    }));

    expect(rows.length).toBeGreaterThan(0);
    expect(inSql.map(({ id }) => id).sort()).toEqual(rows.filter(row => mayRead(viewer, row as never)).map(({ id }) => id).sort());
  });
});
