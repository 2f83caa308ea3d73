import { describe, expect, it } from '@jest/globals';
import { stepsOf } from './orderWords.js';

const drawn = (...[state, been]: Parameters<typeof stepsOf>) => stepsOf(state, been).map(step => `${step.label} ${step.state}`);

describe('the way of an order', () => {
  it('begins at new', () => {
    expect(drawn('NEW', ['NEW'])).toEqual(['New here', 'Reserved ahead', 'Paid ahead', 'Shipped ahead', 'Completed ahead']);
  });

  it('waits at reserved while there is not enough', () => {
    expect(drawn('BACKORDERED', ['NEW', 'BACKORDERED'])).toEqual(['New passed', 'Reserved waiting', 'Paid ahead', 'Shipped ahead', 'Completed ahead']);
  });

  it('says on terms where nobody has paid yet', () => {
    expect(drawn('FULFILLING', ['NEW', 'RESERVED', 'APPROVED_ON_TERMS', 'FULFILLING'])).toEqual(['New passed', 'Reserved passed', 'On terms passed', 'Shipped here', 'Completed ahead']);
  });

  it('is passed as a whole in the end', () => {
    expect(drawn('COMPLETED', ['NEW', 'RESERVED', 'PAID', 'FULFILLING', 'SHIPPED', 'COMPLETED']).at(-1)).toBe('Completed passed');
  });

  it('ends after the last stop it reached when it is called off', () => {
    expect(drawn('CANCELLED', ['NEW', 'RESERVED', 'CANCELLED'])).toEqual(['New passed', 'Reserved passed', 'Cancelled ended']);
    expect(drawn('EXPIRED', ['NEW', 'EXPIRED'])).toEqual(['New passed', 'Expired ended']);
  });
});
