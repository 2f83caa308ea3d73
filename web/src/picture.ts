/** What the house takes as a picture; for the file dialog, and to say no before anything is sent. */
export const pictureTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

const mostBytes = 2 * 1024 * 1024;

/** What is wrong with a file as a picture, in a sentence; null when nothing is. The house looks at the bytes themselves. */
export function pictureFault({ type, size }: { readonly type: string; readonly size: number }): string | null {
  if (!pictureTypes.includes(type)) return 'Choose a PNG, JPEG, WebP or GIF picture.';
  if (size === 0) return 'This file is empty. Choose another.';
  if (size > mostBytes) return `This picture has ${(size / 1024 / 1024).toFixed(1)} MB. Choose one of 2 MB or less.`;
  return null;
}
