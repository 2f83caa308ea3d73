import { pathOf } from './upload.js';

/** Has the browser save a file of the house. Its link lasts for minutes only: ask for it when it is wanted. */
export function download(url: string): void {
  window.location.assign(pathOf(url));
}
