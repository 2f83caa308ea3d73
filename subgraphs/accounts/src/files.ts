import { picture } from './picture/picture.service.js';

/** The files this room takes. */
export const files = [picture];
