/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { type DocumentNode, parse } from 'graphql';
import type { Client, Sink } from 'graphql-ws';
import { liveLink, type Position } from './link.js';

const query = { ...parse('subscription Changes($after: String) { ticketChanged(after: $after) { id } }'), __meta__: { hash: 'h' } } as DocumentNode;
const refused = (code: string, retryAfter?: number) => [{ message: 'No.', extensions: { code, retryAfter } }];
const pass = (seconds: number) => jest.advanceTimersByTime(seconds * 1000);

/** A subscription over a socket whose house is played by the test. */
function open(position: Position = { newest: '7' }) {
  const begun: unknown[] = [];
  const ended: unknown[] = [];
  let sink: Sink | undefined;
  const socket = {
    subscribe: ({ variables }: { variables: { after: unknown } }, given: Sink) => {
      begun.push(variables.after);
      sink = given;
      return () => undefined;
    },
  } as unknown as Client;
  const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.empty(), defaultOptions: { watchQuery: { errorPolicy: 'all' } } });
  const following = ApolloLink.execute(liveLink(socket, position), { query }, { client }).subscribe({ error: error => ended.push(error) });
  return { begun, ended, say: () => sink!, stop: () => following.unsubscribe() };
}

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

describe('a subscription', () => {
  it('that is refused for a while is opened again after it, not earlier and not much later', () => {
    const { begun, ended, say } = open();
    say().error(refused('RATE_LIMITED', 20));
    pass(19.9);
    expect(begun).toEqual(['7']);
    pass(10.2);
    expect(begun).toEqual(['7', '7']);

    say().error(refused('UNAVAILABLE'));
    pass(2.9);
    expect(begun).toHaveLength(2);
    pass(1.7);
    expect(begun).toHaveLength(3);
    expect(ended).toEqual([]);
  });

  it('waits five minutes and a half of that at most', () => {
    const { begun, say } = open();
    say().error(refused('RATE_LIMITED', 1e9));
    pass(299);
    expect(begun).toHaveLength(1);
    pass(152);
    expect(begun).toHaveLength(2);
  });

  it('goes on behind its last frame, or where the page has come to meanwhile', () => {
    const position: Position = { newest: null };
    const { begun, say } = open(position);
    say().error(refused('UNAVAILABLE', 1));
    position.newest = '8';
    pass(2);
    say().next({ data: {}, extensions: { position: '9' } });
    position.newest = '12'; // heard by another, whose frames are not ours
    say().error(refused('UNAVAILABLE', 1));
    pass(2);

    expect(begun).toEqual([null, '8', '9']);
  });

  it('is not opened again once nobody wants it', () => {
    const { begun, say, stop } = open();
    say().error(refused('RATE_LIMITED', 1));
    stop();
    pass(60);

    expect(begun).toHaveLength(1);
  });

  it('that is refused for good ends, and so does one whose session is over', () => {
    const errors = [refused('FORBIDDEN'), new CloseEvent('close', { code: 4401 }), new Error('No.')];
    for (const error of errors) {
      const { begun, ended, say } = open();
      say().error(error);
      pass(600);
      expect(begun).toHaveLength(1);
      expect(ended).toEqual([error]);
    }
  });
});
