/** @jest-environment jsdom */
import { MantineProvider } from '@mantine/core';
import { afterEach, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Pane } from './Pane.js';

globalThis.matchMedia = (() => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined })) as never; // jsdom has none
afterEach(cleanup);

it('a pane that breaks says so by itself, beside one that goes on, and is shown again when asked', () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // React tells what it caught
  let isBroken = true;
  const Orders = () => {
    if (isBroken) throw new Error('No orders.');
    return <p>Two orders</p>;
  };
  render(
    <MantineProvider>
      <Pane label="Orders">
        <Orders />
      </Pane>
      <Pane label="Conversation">
        <p>Where is it?</p>
      </Pane>
    </MantineProvider>,
  );
  const said = screen.getByRole('alert').textContent;
  isBroken = false;
  fireEvent.click(screen.getByRole('button', { name: 'Show it again' }));

  expect(said).toContain('Orders stopped working');
  expect(screen.getByRole('region', { name: 'Conversation' }).textContent).toBe('Where is it?');
  expect(screen.getByRole('region', { name: 'Orders' }).textContent).toBe('Two orders');
});
