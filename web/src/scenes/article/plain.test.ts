import { expect, it } from '@jest/globals';
import { plain } from './plain.js';

it('leaves the words of Markdown and takes its marks', () => {
  const pieces = ['within **30 days**. ## How it goes', 'a [label](https://x.example/y) and `RMA`', '| Pallet | Charge |', ' > weighed - [x] dry', '5 - 3 is 2 * 1, well-known_words'];

  expect(pieces.map(plain)).toEqual(['within 30 days. How it goes', 'a label and RMA', ' Pallet Charge ', ' > weighed dry', '5 - 3 is 2 * 1, well-known_words']);
});

it('keeps what a piece cut off in the middle says', () => expect(plain('](https://')).toBe('](https://'));
