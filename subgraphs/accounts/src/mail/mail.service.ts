import { enqueue, recordCall, Refused, seal, transactAs, unseal, type JobContext, type JobOrder, type Transaction } from '@deskgraph/kit';
import { ProviderFailed, type ProviderCall } from '@deskgraph/ports';
import { render, type Letter } from '../letter/letter.service.js';
import type { AccountsPorts } from '../ports.js';
import type { MailKind } from './mail.entity.js';
import { mails } from './mail.repository.js';

/** The job that carries mails out. */
export const mailJob = 'accounts.mail';

/** Somebody sits and waits for these. */
const urgent: readonly MailKind[] = ['VERIFY', 'RESET'];

/** Writes a mail and queues it, in the transaction that causes it. What it says is sealed until it is sent. */
export async function send(tx: Transaction, kind: MailKind, letter: Letter): Promise<void> {
  const { organizationId } = tx.viewer;
  const id = tx.newId();
  const sealed = seal(tx.key('mail'), binding(organizationId, id), JSON.stringify(letter));
  await mails(tx).insert({ organizationId, id, kind, sealed, state: 'QUEUED', reason: null, createdAt: tx.now(), sentAt: null });
  await enqueue(tx, mailJob, id, { key: id, urgent: urgent.includes(kind) });
}

/** How many mails of a kind the transaction's organization wrote within this time. */
export function countSent(tx: Transaction, kind: MailKind, withinMs: number): Promise<number> {
  return mails(tx).countSince(kind, new Date(tx.now().getTime() - withinMs));
}

/** How long a mail that was given up can still be sent by trying its job again. */
const keptDays = 30;

/** Sends a mail; it is SENT once the server took it, and never before. A refusal that no repeat can heal ends it as FAILED for good. */
export async function deliver(ctx: JobContext<AccountsPorts>, { organizationId, subjectId: id, jobId }: JobOrder): Promise<void> {
  const mail = await transactAs(ctx, organizationId, id, tx => mails(tx).sendable(id));
  if (!mail?.sealed) return; // an earlier run of this job got it through
  const letter = JSON.parse(unseal(ctx.key('mail'), binding(organizationId, id), mail.sealed)) as Letter;
  const messageId = `<${id}@${new URL(ctx.publicUrl).hostname}>`;
  try {
    await ctx.ports.mail.send(
      {
        from: ctx.ports.mailFrom,
        to: [{ name: letter.name, address: letter.to }],
        ...render(mail.kind, letter),
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      },
      {
        idempotencyKey: id,
        signal: ctx.signal,
        record: call => note(ctx, { organizationId, subjectId: id, jobId }, call),
      },
    );
  } catch (error) {
    if (!(error instanceof ProviderFailed) || error.retryable) throw error;
    return fail(ctx, { organizationId, subjectId: id }, error, { sealed: null });
  }
  await transactAs(ctx, organizationId, id, tx => mails(tx).finish(id, { state: 'SENT', reason: null, sentAt: tx.now(), sealed: null }));
}

/** Writes the call down. Failing at that fails no mail: the server may have taken it, and a repeat would send it twice. */
async function note(ctx: JobContext<AccountsPorts>, { organizationId, subjectId: id, jobId }: Pick<JobOrder, 'organizationId' | 'subjectId' | 'jobId'>, call: ProviderCall): Promise<void> {
  await transactAs(ctx, organizationId, id, tx => recordCall(tx, call, { jobId })).catch((error: unknown) => { ctx.log.error({ mailId: id, error }, 'A call could not be logged.'); });
}

/** Ends a mail whose job was tried as often as it may be. It can be sent still, by trying the job again; not one that was given up by hand. */
export function giveUp(ctx: JobContext<AccountsPorts>, job: Subject, reason: unknown): Promise<void> {
  return fail(ctx, job, reason, reason instanceof Refused ? { sealed: null } : {});
}

/** Forgets what was to be sent by mails that failed long ago. */
export async function tidy(ctx: JobContext<AccountsPorts>, { organizationId, jobId }: JobOrder): Promise<void> {
  await transactAs(ctx, organizationId, jobId, tx => mails(tx).forgetBefore(new Date(tx.now().getTime() - keptDays * 86_400_000)));
}

type Subject = Pick<JobOrder, 'organizationId' | 'subjectId'>;

async function fail(ctx: JobContext<AccountsPorts>, { organizationId, subjectId: id }: Subject, reason: unknown, change: { readonly sealed?: null }): Promise<void> {
  ctx.log.warn({ mailId: id, error: reason }, 'A mail could not be sent.');
  const told = reason instanceof ProviderFailed ? `${reason.kind}: ${reason.message}` : 'INTERNAL';
  await transactAs(ctx, organizationId, id, tx => mails(tx).finish(id, { state: 'FAILED', reason: told.slice(0, 300), sentAt: null, ...change }));
}

function binding(organizationId: string, id: string): string {
  return `accounts.mail|${organizationId}|${id}`;
}
