import { expect, it } from '@jest/globals';
import { pictureFault } from './picture.js';

it('takes pictures of up to 2 MB, and says what else is wrong', () => {
  expect(pictureFault({ type: 'image/webp', size: 2 * 1024 * 1024 })).toBeNull();
  expect(pictureFault({ type: 'image/svg+xml', size: 10 })).toBe('Choose a PNG, JPEG, WebP or GIF picture.');
  expect(pictureFault({ type: '', size: 10 })).toBe('Choose a PNG, JPEG, WebP or GIF picture.');
  expect(pictureFault({ type: 'image/png', size: 0 })).toBe('This file is empty. Choose another.');
  expect(pictureFault({ type: 'image/png', size: 3_500_000 })).toBe('This picture has 3.3 MB. Choose one of 2 MB or less.');
});
