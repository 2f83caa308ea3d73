import { GraphQLError } from 'graphql';
import type { Viewer } from '@deskgraph/kit';

/** Denied because nobody is signed in. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('Sign in to use this field.', { extensions: { code: 'UNAUTHENTICATED' } });
}

/** Denied because the viewer lacks a permission; named where one would open the field. */
export function forbidden(permission?: string): GraphQLError {
  return permission === undefined
    ? new GraphQLError('You may not use this field.', { extensions: { code: 'FORBIDDEN' } })
    : new GraphQLError(`This field needs the permission ${permission}.`, { extensions: { code: 'FORBIDDEN', permission } });
}

/** Denied because the organization is suspended and may only read. */
export function suspended(): GraphQLError {
  return new GraphQLError('The organization is suspended: it can be read, not changed.', { extensions: { code: 'ORG_SUSPENDED' } });
}

/** What a rule's answer, anything but `true`, means to this viewer. An answer without a code gets one. */
export function denialOf(answer: unknown, viewer: Viewer | null): GraphQLError {
  if (answer instanceof GraphQLError && answer.extensions.code !== undefined) return answer;
  const { message, extensions } = viewer === null ? unauthenticated() : forbidden();
  return new GraphQLError(answer instanceof Error ? answer.message : message, { extensions });
}
