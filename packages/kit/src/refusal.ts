import { GraphQLError } from 'graphql';
import { Directive, Field, InterfaceType, ObjectType, type MiddlewareFn } from 'type-graphql';
import type { Context } from './context.js';

/** A rule said no. Thrown by services and policies, so that the transaction rolls back by itself. */
export class Refused extends GraphQLError {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message, { extensions: field === undefined ? { code } : { code, field } });
  }
}

@ObjectType({ description: 'Why a mutation did nothing.' })
@Directive('@shareable')
export class Refusal {
  @Field(() => String, {
    description: 'NOT_FOUND, FORBIDDEN, INVALID, CONFLICT, UNAVAILABLE, PLAN_REQUIRED, or a code of the noun such as MEMBER_LAST_OWNER.',
  })
  code!: string;

  @Field(() => String, { description: 'What is wrong and what to do, for people.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'The input field that is at fault, as a path below `input`.' })
  field!: string | null;
}

/** What every mutation's payload brings: the noun or the refusal, never both. */
@InterfaceType({ description: 'The answer of a mutation: what it changed, or why it did not.' })
export abstract class Payload {
  @Field(() => Refusal, { nullable: true, description: 'Why nothing was done; null when it was.' })
  refusal?: Refusal | null;
}

/** Turns a refusal thrown under a mutation into that mutation's `refusal`. */
export const refusals: MiddlewareFn<Context> = async ({ info }, next) => {
  try {
    return (await next()) as unknown;
  } catch (error) {
    const refused = refusalOf(error);
    if (!(refused instanceof Refused) || info.parentType.name !== 'Mutation') throw refused;
    const { code, message, field = null } = refused; // a plain object: graphql-js throws any Error it is given as a value
    return { refusal: { code, message, field } };
  }
};

const unavailable = 'Somebody else is changing the same thing. Try again.';

/** Postgres's word for what a service could not foresee. Constraint names and details stay in the log. */
const bySqlState: Readonly<Record<string, readonly [code: string, message: string]>> = {
  '22001': ['INVALID', 'A value is too long.'],
  '22003': ['INVALID', 'A number is out of range.'],
  '22007': ['INVALID', 'A date is out of range.'],
  '22008': ['INVALID', 'A date is out of range.'],
  '22021': ['INVALID', 'A text holds a character that cannot be stored.'],
  '22023': ['INVALID', 'A value is none of those there are.'],
  '22P02': ['INVALID', 'A value has the wrong form.'],
  '22P05': ['INVALID', 'A text holds a character that cannot be stored.'],
  '23503': ['CONFLICT', 'Something this refers to is gone or still in use.'],
  '23505': ['CONFLICT', 'There is one like it already.'],
  '23514': ['INVALID', 'A value breaks a rule of the data.'],
  '40001': ['UNAVAILABLE', unavailable],
  '40P01': ['UNAVAILABLE', unavailable],
  '53300': ['UNAVAILABLE', 'Too much is asked at once. Try again in a moment.'],
  '55P03': ['UNAVAILABLE', unavailable],
  '57014': ['UNAVAILABLE', 'This took too long and was stopped. Ask for less, or try again.'],
};

/** The refusal a database error amounts to; any other error as it is. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('driverError' in error)) return error;
  const { code } = error.driverError as { code?: string };
  const known = code === undefined ? undefined : bySqlState[code];
  return known ? new Refused(...known) : error;
}
