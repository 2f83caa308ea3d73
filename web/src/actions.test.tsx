/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, render, waitFor } from '@testing-library/react';
import { actionsNow, useActions } from './actions.js';
import { listenForKeys, switchKeys } from './keys.js';

const done: string[] = [];
let stop: () => void;
beforeEach(() => { stop = listenForKeys(window); });
afterEach(() => {
  stop();
  cleanup();
  done.length = 0;
  localStorage.clear();
});

/** A page that offers to resolve what it shows, and to go elsewhere. */
function Page({ shown }: { shown: string }) {
  useActions([
    { id: 'resolve', label: 'Resolve', group: 'Ticket', keys: 'e', run: () => void done.push(`resolve ${shown}`) },
    { id: 'go', label: 'Go to orders', group: 'Go', keys: 'g o', run: () => void done.push('go') },
    { id: 'find', label: 'Find', group: 'Go', keys: 'mod+k', run: () => void done.push('find') },
    { id: 'seek', label: 'Search', group: 'Here', keys: '/', isTypedInto: true, run: () => setTimeout(() => document.querySelector('input')?.focus(), 20) },
  ]);
  return <input aria-label="Search" />;
}

describe('what a page offers', () => {
  it('is done by its keys, to what is shown now, and no longer once the page is gone', () => {
    const { rerender, unmount } = render(<Page shown="1001" />);
    fireEvent.keyDown(document.body, { key: 'e' });
    rerender(<Page shown="1002" />);
    for (const key of ['e', 'g', 'o']) fireEvent.keyDown(document.body, { key });
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    unmount();
    fireEvent.keyDown(document.body, { key: 'e' });

    expect(done).toEqual(['resolve 1001', 'resolve 1002', 'go', 'find']);
    expect(actionsNow()).toEqual([]);
  });

  it('takes what is typed before its field is there into that field', async () => {
    const { getByLabelText } = render(<Page shown="1001" />);
    for (const key of ['/', 'e', 'g']) fireEvent.keyDown(document.body, { key });
    await waitFor(() => { expect((getByLabelText('Search') as HTMLInputElement).value).toBe('eg'); });
    fireEvent.keyDown(document.body, { key: 'e' });

    expect(done).toEqual(['resolve 1001']);
  });

  it('leaves single keys alone where somebody types, and where they are switched off', () => {
    const { getByLabelText } = render(<Page shown="1001" />);
    fireEvent.keyDown(getByLabelText('Search'), { key: 'e' });
    fireEvent.keyDown(getByLabelText('Search'), { key: 'k', metaKey: true });
    switchKeys(false);
    fireEvent.keyDown(document.body, { key: 'e' });

    expect(done).toEqual(['find']);
  });
});
