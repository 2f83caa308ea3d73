import { setTimeout as sleep } from 'node:timers/promises';

/** A mail in the sandbox's mailbox. */
export interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

/** Mails to one address, oldest first; waits up to 5 s until there are `count`. */
export async function readMails(mailboxUrl: string, to: string, count: number): Promise<Mail[]> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const list = await json<{ mails: { id: string }[] }>(new URL(`/api/mails?to=${encodeURIComponent(to)}`, mailboxUrl));
    if (list.mails.length >= count || Date.now() > deadline) {
      const mails = await Promise.all(list.mails.map(({ id }) => json<Mail>(new URL(`/api/mails/${id}`, mailboxUrl))));
      return mails.reverse();
    }
    await sleep(50);
  }
}

async function json<T>(url: URL): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The mailbox answered ${String(response.status)}.`);
  return (await response.json()) as T;
}
