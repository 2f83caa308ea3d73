import { setTimeout as sleep } from 'node:timers/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import { expect, it } from '@jest/globals';
import type { GatewayContext } from './context.js';
import { inOrder } from './pipeline.js';

/** Starts one request over plugins whose hooks are these, as Apollo does: all at once. */
async function run(hook: 'didResolveOperation' | 'willSendResponse', hooks: readonly (() => Promise<void>)[]): Promise<void> {
  const plugins = hooks.map((work): ApolloServerPlugin<GatewayContext> => ({ requestDidStart: async () => ({ [hook]: work }) }));
  const request = {} as never;
  const listeners = await Promise.all(inOrder(plugins).map(async plugin => plugin.requestDidStart?.(request)));
  await Promise.all(listeners.map(async listener => listener?.[hook]?.(request)));
}

it.each(['didResolveOperation', 'willSendResponse'] as const)('gives %s to one plugin after the other', async hook => {
  const seen: string[] = [];
  const seenAfter = (ms: number, name: string) => async () => {
    await sleep(ms);
    seen.push(name);
  };

  await run(hook, [seenAfter(20, 'slow'), seenAfter(0, 'quick')]);

  expect(seen).toEqual(['slow', 'quick']);
});

it('asks nobody after the first refusal', async () => {
  const seen: string[] = [];
  const refuse = async () => {
    throw new Error('no');
  };
  const late = async () => void seen.push('late');

  await expect(run('didResolveOperation', [refuse, late])).rejects.toThrow('no');
  expect(seen).toEqual([]);
});
