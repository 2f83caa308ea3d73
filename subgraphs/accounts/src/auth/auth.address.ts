import { Refused } from '@deskgraph/kit';
import { ValidateBy } from 'class-validator';
import { z } from 'zod';

/** How long an address may be. */
export const addressLength = 254;

const shape = z.email().max(addressLength);

/** Whether this is one address the house can write to, e.g. `ada@example.com`: in ASCII, whatever the case. */
export function isAddress(text: string): boolean {
  return shape.safeParse(text.trim()).success;
}

/** An address as it is stored. INVALID for what is none. */
export function addressOf(text: string): string {
  if (!isAddress(text)) throw new Refused('INVALID', 'Give one address, such as ada@example.com.', 'email');
  return text.trim().toLowerCase();
}

/** One address. */
export function Address(): PropertyDecorator {
  return ValidateBy({
    name: 'address',
    validator: {
      validate: value => typeof value === 'string' && isAddress(value),
      defaultMessage: () => '$property must be one address, such as ada@example.com',
    },
  });
}
