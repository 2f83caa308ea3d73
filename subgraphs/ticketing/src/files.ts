import { attachmentKind } from './attachment/attachment.service.js';

/** The files this room takes. */
export const files = [attachmentKind];
