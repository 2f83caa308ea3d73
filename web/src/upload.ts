import { Refused, refusalOf } from './refusal.js';

/** Where and how the house wants a file. */
export interface Destination {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** The path of a link to a file: the page may be open under another name of the house than the link has. */
export function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** Sends a file, and tells how much of it is gone, in percent. Throws Refused; `signal` ends it. XMLHttpRequest, because fetch does not tell. */
export function sendFile({ url, method, headers }: Destination, file: Blob, onProgress: (percent: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, pathOf(url));
    for (const { name, value } of headers) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((100 * loaded) / total));
    request.onload = () => {
      if (request.status < 300) return resolve();
      reject(new Refused(refusalOf(request.status, parsed(request.responseText), { get: name => request.getResponseHeader(name) })));
    };
    request.onerror = () => reject(new TypeError('There is no network.')); // what fetch throws then
    request.onabort = () => reject(new Error('It was stopped.'));
    signal.addEventListener('abort', () => request.abort());
    if (signal.aborted) return reject(new Error('It was stopped.'));
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
