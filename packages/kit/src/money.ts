import { IsIn } from 'class-validator';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueTransformer } from 'typeorm';
import { Refused } from './refusal.js';

/** The most money there is, in minor units: 15 digits, which a JSON number holds exactly. */
export const mostMoney = 999_999_999_999_999n;

/** An amount of money on the wire: a whole number of a currency's smallest unit. Inside the house it is a bigint. */
export const MinorUnits = new GraphQLScalarType<number, number>({
  name: 'MinorUnits',
  description: 'An amount of money: a whole number of the currency\'s smallest unit (1050 is 10.50 euros), from 0 to 15 digits.',
  serialize: value => Number(value),
  parseValue: amountOf,
  parseLiteral: node => amountOf(node.kind === Kind.INT ? Number(node.value) : undefined),
});

/** Postgres's bigint as one of JavaScript. */
export const asBigInt: ValueTransformer = {
  from: (stored: string | null) => (stored === null ? null : BigInt(stored)),
  to: (amount: bigint | null | undefined) => amount?.toString() ?? amount,
};

const currencies = Intl.supportedValuesOf('currency');

/** An ISO 4217 code in capitals, e.g. `EUR`. */
export function Currency(): PropertyDecorator {
  return IsIn(currencies, { message: '$property must be an ISO 4217 code such as EUR' });
}

/** A number of pieces at a price; INVALID at the field where it is more than there is. */
export function times(price: bigint, quantity: number, field: string): bigint {
  return within(price * BigInt(quantity), field);
}

/** What amounts come to; INVALID at the field where it is below nothing or more than there is. */
export function sum(amounts: readonly bigint[], field: string): bigint {
  return within(amounts.reduce((total, amount) => total + amount, 0n), field);
}

function within(amount: bigint, field: string): bigint {
  if (amount < 0n || amount > mostMoney) throw new Refused('INVALID', 'This comes to less than nothing, or to more than 15 digits of money.', field);
  return amount;
}

function amountOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= Number(mostMoney)) return value;
  throw new GraphQLError('An amount of money is a whole number of the smallest unit, from 0 to 15 digits.', { extensions: { code: 'BAD_USER_INPUT' } });
}
