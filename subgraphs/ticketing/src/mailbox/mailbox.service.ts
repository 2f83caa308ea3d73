import { audit, authorize, emit, isParty, once, partyValue, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import type { TicketingPorts } from '../ports.js';
import { MailboxState, type Mailbox } from './mailbox.entity.js';
import type { MailboxCreateInput, MailboxDeleteInput, MailboxRenameInput, MailboxSwitchInput } from './mailbox.inputs.js';
import { sendersByOrganization } from './mailbox.loader.js';
import { mailboxPolicy } from './mailbox.policy.js';
import { mailboxes, type Place, type Sender } from './mailbox.repository.js';

/** How many mailboxes an organization has at the most. */
const limit = 50;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const localLength = 26;

/** Every mailbox the viewer may see, by name. */
export function list(ctx: Context): Promise<Mailbox[]> {
  return mailboxes(ctx).visible().orderBy('mailbox.name').addOrderBy('mailbox.id').take(limit).getMany();
}

/** Makes a mailbox, with an address of this house that nobody can guess. */
export function create(ctx: Context, input: MailboxCreateInput): Promise<Mailbox> {
  const { name } = input;
  const address = input.address.toLowerCase();
  return transact(ctx, async tx => {
    if (!tx.viewer.may('mailbox.create')) throw new Refused('FORBIDDEN', 'You may not make mailboxes.');
    return once(tx, input, known => mailboxes(tx).byId(known), async () => {
      await mailboxes(tx).lockAdding();
      const taken = await mailboxes(tx).find({ select: { organizationId: true, id: true, address: true } });
      if (taken.some(other => other.address === address)) throw new Refused('CONFLICT', 'There is a mailbox of this address already.', 'address');
      if (taken.length >= limit) throw new Refused('MAILBOX_LIMIT', `At most ${String(limit)} mailboxes. Delete one first.`);

      const { organizationId } = tx.viewer;
      const inboundLocal = [...tx.randomBytes(localLength)].map(byte => alphabet[byte & 31]).join('');
      const row = mailboxes(tx).create({ organizationId, id: tx.newId(), name, address, inboundLocal, state: MailboxState.ON, createdAt: tx.now() });
      await mailboxes(tx).insert(row);
      await emit(tx, 'mailbox.created', row.id);
      await audit(tx, 'mailbox.create', row.id, { after: { name, address } });
      return row;
    });
  });
}

/** Gives a mailbox another name. */
export function rename(ctx: Context, input: MailboxRenameInput): Promise<Mailbox> {
  return alter(ctx, input, 'rename', { name: input.name });
}

/** Switches a mailbox on or off. */
export function switchTo(ctx: Context, input: MailboxSwitchInput): Promise<Mailbox> {
  return alter(ctx, input, 'switch', { state: input.state });
}

/** Deletes a mailbox: its inbound address takes nothing more. What arrived there stays. */
export function remove(ctx: Context, input: MailboxDeleteInput): Promise<Mailbox> {
  return transact(ctx, tx => once(tx, input, () => Promise.resolve(null), async () => {
    const mailbox = await own(tx, input.id, 'delete');
    await mailboxes(tx).delete({ id: mailbox.id });
    await emit(tx, 'mailbox.deleted', mailbox.id);
    await audit(tx, 'mailbox.delete', mailbox.id, { before: { name: mailbox.name, address: mailbox.address } });
    return mailbox;
  }));
}

/** The address of this house that a mailbox's mail is forwarded to. */
export function inboundAddress(ctx: Context, { inboundLocal }: Mailbox): string {
  return `${inboundLocal}@${domainOf(ctx)}`;
}

/** Holds a mailbox until the transaction ends; null when it is gone. */
export function hold(tx: Transaction, id: string): Promise<Mailbox | null> {
  return mailboxes(tx).hold(id);
}

/** The mailbox that the organization made first of those that are on, so that answers come back, or of all where none is; null for none. */
export function first(tx: Transaction): Promise<Mailbox | null> {
  return mailboxes(tx).first();
}

/** The addresses of all mailboxes of the organization, each as `knownAs` says it. */
export async function ownAddresses(tx: Transaction): Promise<ReadonlySet<string>> {
  return new Set((await mailboxes(tx).senders()).map(({ address }) => knownAs(address)));
}

/** What somebody of an address is known by; what is no address stands as it is. */
export function knownAs(value: string): string {
  const party = { kind: 'MAIL', value } as const;
  return isParty(party) ? partyValue(party) : value;
}

/** Holds the mailbox that what belongs to one is answered from, as `replyAddress` says; null without any. */
export async function holdSender(tx: Transaction, id: string | null): Promise<Mailbox | null> {
  const sender = senderAmong(await mailboxes(tx).senders(), id);
  return sender && hold(tx, sender.id);
}

/** The address that what belongs to a mailbox is answered from: where there is none (any more), or it is off, so that answers would not come back, the first of the organization; null without any. */
export async function replyAddress(ctx: Context, id: string | null): Promise<string | null> {
  return senderAmong(await sendersByOrganization(ctx).load(ctx.viewer.organizationId), id)?.address ?? null;
}

function senderAmong(all: readonly Sender[], id: string | null): Sender | null {
  const inOrder = [...all.filter(mailbox => mailbox.id === id), ...all];
  return inOrder.find(({ state }) => state === MailboxState.ON) ?? inOrder[0] ?? null;
}

/** The mailbox that takes mail for this address; null for an address that is not ours, unknown or off. What stands behind a + is ours to use. */
export async function placeOf(tx: Transaction, address: string): Promise<Place | null> {
  const [, local = '', domain = ''] = /^([^@+]+)(?:\+[^@]*)?@([^@]+)$/.exec(address.toLowerCase()) ?? [];
  return domain === domainOf(tx) && /^[a-z2-7]+$/.test(local) ? mailboxes(tx).open(local) : null;
}

/** The domain of this house's own addresses and Message-IDs. */
export function domainOf({ ports }: Context): string {
  return (ports as TicketingPorts).mailDomain;
}

function alter(ctx: Context, input: MailboxRenameInput | MailboxSwitchInput, verb: 'rename' | 'switch', change: Partial<Pick<Mailbox, 'name' | 'state'>>): Promise<Mailbox> {
  return transact(ctx, tx => once(tx, input, known => mailboxes(tx).byId(known), async () => {
    const mailbox = await own(tx, input.id, verb);
    const { name, state } = mailbox;
    await mailboxes(tx).change(mailbox, change);
    await emit(tx, 'mailbox.changed', mailbox.id);
    await audit(tx, `mailbox.${verb}`, mailbox.id, { before: verb === 'rename' ? { name } : { state }, after: change });
    return mailbox;
  }));
}

async function own(tx: Transaction, id: string, verb: keyof typeof mailboxPolicy): Promise<Mailbox> {
  const mailbox = await mailboxes(tx).lock(id);
  authorize(tx, mailboxPolicy, verb, mailbox, 'id');
  return mailbox;
}
