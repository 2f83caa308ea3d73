import { expect, it } from '@jest/globals';
import { plain, plainParts } from './plain.js';

it('leaves the words of Markdown and takes its marks', () => {
  const pieces = ['within **30 days**. ## How it goes', 'a [label](https://x.example/y) and `RMA`', '| Pallet | Charge |', ' > weighed - [x] dry', '5 - 3 is 2 * 1, well-known_words'];

  expect(pieces.map(plain)).toEqual(['within 30 days. How it goes', 'a label and RMA', ' Pallet Charge ', ' > weighed dry', '5 - 3 is 2 * 1, well-known_words']);
});

it('keeps what a piece cut off in the middle says', () => expect(plain('](https://')).toBe('](https://'));

it('keeps which words match, and drops an address whatever matches in it', () => {
  const piece = [['Ask: [', false], ['returns', true], ['](https://', false], ['returns', true], ['.example/label). **', false], ['Pallet', true], ['**', false]] as const;

  expect(plainParts(piece.map(([text, isMatch]) => ({ text, isMatch })))).toEqual([
    { text: 'Ask: ', isMatch: false },
    { text: 'returns', isMatch: true },
    { text: '. ', isMatch: false },
    { text: 'Pallet', isMatch: true },
  ]);
});
