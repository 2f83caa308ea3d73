import { Length, Matches, validate, type ValidationError } from 'class-validator';
import { GraphQLError } from 'graphql';
import type { MiddlewareFn, ValidatorFn } from 'type-graphql';
import { Refused } from './refusal.js';
import type { Context } from './context.js';

/** A name people give to something: one line of 1 to `longest` characters, with no space at its ends. */
export function Name(longest: number): PropertyDecorator {
  return (target, property) => {
    Length(1, longest)(target, String(property));
    Matches(/^\S(.*\S)?$/u, { message: '$property must be one line with no space at its ends' })(target, String(property));
  };
}

/** Checks an input class by its class-validator decorators; the first fault becomes a refusal that names the field. */
export const checkInput: ValidatorFn = async (value: unknown) => {
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)) return;
  const [fault] = await validate(value, { skipMissingProperties: true, forbidUnknownValues: false, stopAtFirstError: true });
  if (fault) throw refusedFor(fault, []);
};

function refusedFor(fault: ValidationError, path: string[]): Refused {
  const here = [...path, fault.property];
  const [inner] = fault.children ?? [];
  if (inner) return refusedFor(inner, here);
  const [message = 'is not valid'] = Object.values(fault.constraints ?? {});
  return new Refused('INVALID', `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, here.join('.'));
}

/** Refuses text that Postgres or a reader cannot hold, wherever it hides in the arguments of a root field: NUL and lone surrogates. */
export const storableText: MiddlewareFn<Context> = ({ args, info }, next) => {
  const { name } = info.parentType;
  if (name === 'Query' || name === 'Mutation') search(args, []);
  return next();
};

function search(value: unknown, path: string[]): void {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return;
    const message = `The text at ${path.join('.')} holds a character that cannot be stored (NUL or half a surrogate pair). Remove it.`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field: path.join('.') } });
  }
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    for (const [key, inner] of Object.entries(value)) search(inner, [...path, key]);
  }
}
