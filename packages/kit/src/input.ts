import { validate, ValidateBy, type ValidationError } from 'class-validator';
import { GraphQLError } from 'graphql';
import type { MiddlewareFn, ValidatorFn } from 'type-graphql';
import { Refused } from './refusal.js';
import type { Context } from './context.js';

/** Checks an input class by its class-validator decorators; the first fault becomes a refusal that names the field. */
export const checkInput: ValidatorFn = async (value: unknown) => {
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)) return;
  const [fault] = await validate(value, { skipMissingProperties: true, forbidUnknownValues: false, stopAtFirstError: true });
  if (fault) throw refusedFor(fault, []);
};

/** Line ends, control characters and those that turn or hide text; emoji and some scripts need the two joiners. */
const unreadable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** Whether people could call something this: one line of 1 to `longest` characters that can all be read, with no space at its ends. */
export function isName(text: string, longest: number): boolean {
  const bare = text.replace(/[\u200c\u200d]/g, '');
  return bare !== '' && [...text].length <= longest && text === text.trim() && !unreadable.test(text);
}

/** A name people give to something. */
export function Name(longest: number): PropertyDecorator {
  const rule = `one line of 1 to ${String(longest)} readable characters, with no space at its ends`;
  return ValidateBy({
    name: 'name',
    validator: { validate: value => typeof value === 'string' && isName(value, longest), defaultMessage: () => `$property must be ${rule}` },
  });
}

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
