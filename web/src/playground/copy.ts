/** What is said when nothing was copied. */
export const noCopy = 'The browser does not allow copying here.';

/** Puts a text on the clipboard; false where the browser does not let us, e.g. without https. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // also when there is no clipboard at all
  }
}
