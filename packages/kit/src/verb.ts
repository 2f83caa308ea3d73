import type { MiddlewareFn } from 'type-graphql';
import type { Context } from './context.js';

/** Notes which mutation is running: audit, idempotency and logs ask for it. GraphQL runs root mutations one after the other. */
export const mutations: MiddlewareFn<Context> = ({ context, info }, next) => (info.parentType.name === 'Mutation' ? noted(context, info.fieldName, next) : next());

async function noted(context: Context, mutation: string, next: () => Promise<unknown>): Promise<unknown> {
  context.work.mutation = mutation;
  try {
    return await next();
  } finally {
    context.work.mutation = null;
  }
}
