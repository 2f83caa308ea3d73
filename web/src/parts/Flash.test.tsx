/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render } from '@testing-library/react';
import { Flash } from './Flash.js';

afterEach(cleanup);

describe('a value that flashes', () => {
  it('is still when it appears and when it stays, and marked once with each change', () => {
    const drawn = (value: string) => <Flash value={value}>{value}</Flash>;
    const { container, rerender } = render(drawn('3'));
    const turns = ['3', '3', '4', '4', '5'].map(value => {
      rerender(drawn(value));
      return container.querySelector('span')?.dataset['flash'];
    });

    expect(turns).toEqual(['0', '0', '1', '1', '2']);
  });
});
