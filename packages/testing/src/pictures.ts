import { randomBytes } from 'node:crypto';
import type { CallBody, Person } from './house.js';

/** Where a file is to be sent, as the graph says it. */
export interface UploadPlace {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly size: number;
  readonly expiresAt: string;
}

const smallest = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A picture of one pixel that every decoder takes, no two alike: noise behind its end makes it as long as wanted. */
export function png(size = 100): Buffer {
  return Buffer.concat([smallest, randomBytes(size - smallest.length)]);
}

/** Asks where to send a picture. */
export async function startPicture(person: Person, input: object): Promise<{ upload: UploadPlace | null; refusal: { code: string; field: string | null } | null }> {
  const start = `mutation ($input: MemberPictureUploadStartInput!) {
    memberPictureUploadStart(input: $input) { upload { url method headers { name value } size expiresAt } refusal { code field } }
  }`;
  return (await person.ask<{ memberPictureUploadStart: never }>(start, { input: { name: 'picture.png', type: 'image/png', ...input } })).memberPictureUploadStart;
}

/** Where to send a picture of this size; throws when it is refused. */
export async function placeFor(person: Person, size: number): Promise<UploadPlace> {
  const { upload, refusal } = await startPicture(person, { size });
  if (!upload) throw new Error(`Refused: ${refusal?.code ?? ''}`);
  return upload;
}

/** Sends bytes where they are to go. */
export async function sendFile({ url, method, headers }: Pick<UploadPlace, 'url' | 'method' | 'headers'>, bytes: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}): Promise<{ status: number; body: CallBody }> {
  const sent = { ...Object.fromEntries(headers.map(({ name, value }) => [name, value])), ...more };
  const response = await fetch(url, { method, headers: sent, body: bytes });
  return { status: response.status, body: (await response.json()) as CallBody };
}

/** Gives somebody a picture, the whole way. */
export async function pictured(person: Person, bytes = png()): Promise<Uint8Array> {
  const { status, body } = await sendFile(await placeFor(person, bytes.length), new Uint8Array(bytes));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return bytes;
}

/** Where somebody's picture is, as they see it. */
export async function pictureUrlOf(person: Person): Promise<string | null> {
  return (await person.ask<{ viewer: { member: { pictureUrl: string | null } } }>('{ viewer { member { pictureUrl } } }')).viewer.member.pictureUrl;
}
