import { Length, Matches } from 'class-validator';

/** A name people give to something: one line of 1 to `longest` characters, with no space at its ends. */
export function Name(longest: number): PropertyDecorator {
  return (target, property) => {
    Length(1, longest)(target, String(property));
    Matches(/^\S(.*\S)?$/u, { message: '$property must be one line with no space at its ends' })(target, String(property));
  };
}
