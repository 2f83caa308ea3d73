import { audit, emit, fileById, fileUrl, once, Refused, removeFile, startUpload, transact, uploadOf, type Context, type FileKind, type StoredFile, type Transaction, type Upload } from '@deskgraph/kit';
import type { Member } from '../member/member.entity.js';
import { changePicture, lockForPicture, lockOwn } from '../member/member.service.js';
import { OrganizationState } from '../organization/organization.entity.js';
import { own } from '../organization/organization.service.js';
import type { MemberPictureUploadStartInput } from './picture.inputs.js';

/** A member's picture. A new one takes the place of the one before as soon as it is whole. */
export const picture: FileKind = {
  room: 'accounts',
  name: 'picture',
  types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  maxBytes: 2 * 1024 * 1024,
  most: 20,
  stored: take,
};

/** Begins the upload of a picture of the viewer's own. */
export function start(ctx: Context, input: MemberPictureUploadStartInput): Promise<Upload> {
  return transact(ctx, async tx => {
    const { id: subjectId } = await lockOwn(tx, 'changePicture');
    const row = await once(tx, input, id => fileById(tx, picture, id), async () => {
      const { name, size, type } = input;
      const begun = await startUpload(tx, picture, { subjectId, name, size, type });
      await audit(tx, 'member.startPicture', subjectId, { after: { fileId: begun.id, name, size, type } });
      return begun;
    });
    if (row.state === 'STORED') throw new Refused('CONFLICT', 'What this key began is done. Use a new one.', 'idempotencyKey');
    return uploadOf(tx, picture, row);
  });
}

/** Removes the viewer's own picture. */
export function remove(ctx: Context): Promise<Member> {
  return transact(ctx, async tx => {
    const member = await lockOwn(tx, 'changePicture');
    const { pictureId } = member;
    if (pictureId === null) throw new Refused('MEMBER_NO_PICTURE', 'There is no picture to remove.');
    await changePicture(tx, member, null);
    await removeFile(tx, picture, pictureId);
    await emit(tx, 'member.pictureRemoved', member.id);
    await audit(tx, 'member.removePicture', member.id, { before: { pictureId } });
    return member;
  });
}

/** Where a member's picture can be fetched for some minutes; null where there is none. */
export function urlOf(ctx: Context, { organizationId, pictureId }: Member): string | null {
  return pictureId && fileUrl(ctx, picture, { organizationId, id: pictureId });
}

/** Makes a file that is whole its member's picture. The one before goes. */
async function take(tx: Transaction, { id: pictureId, subjectId }: StoredFile): Promise<void> {
  const member = await lockForPicture(tx, subjectId);
  if (!member || (await own(tx)).state !== OrganizationState.ACTIVE) throw new Refused('FORBIDDEN', 'This member can have no new picture now.');
  const before = { pictureId: member.pictureId };
  await changePicture(tx, member, pictureId);
  if (before.pictureId !== null) await removeFile(tx, picture, before.pictureId);
  await emit(tx, 'member.pictureChanged', member.id);
  await audit(tx, 'member.changePicture', member.id, { before, after: { pictureId } });
}
