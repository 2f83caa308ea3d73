import type { MiddlewareFn } from 'type-graphql';
import type { Context } from './context.js';

/** Notes which mutation is running: audit, idempotency and logs ask for it. GraphQL runs root mutations one after the other. */
export const mutations: MiddlewareFn<Context> = async ({ context, info }, next) => {
  if (info.parentType.name !== 'Mutation') return (await next()) as unknown;
  context.work.mutation = info.fieldName;
  try {
    return (await next()) as unknown;
  } finally {
    context.work.mutation = null;
  }
};
