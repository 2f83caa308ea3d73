import { describe, expect, it } from '@jest/globals';
import { faultsOf, filled, mailAddress, newPassword, passwordStrength } from './checks.js';

describe('a new password', () => {
  it('has 12 to 128 characters', () => {
    expect(newPassword('')).toBe('Choose a password.');
    expect(newPassword('a'.repeat(11))).toBe('Use at least 12 characters; 1 more to go.');
    expect(newPassword('a'.repeat(12))).toBeNull();
    expect(newPassword('a'.repeat(128))).toBeNull();
    expect(newPassword('a'.repeat(129))).toBe('Use at most 128 characters.');
  });

  it('counts characters as people see them', () => {
    expect(newPassword('🐢'.repeat(11))).not.toBeNull();
    expect(newPassword('🐢'.repeat(12))).toBeNull();
  });

  it('may be of spaces and any words', () => {
    expect(newPassword('a quiet harbour at dusk')).toBeNull();
  });

  it('grows stronger by length alone', () => {
    const levels = [0, 1, 11, 12, 15, 16, 19, 20, 128, 129].map(length => passwordStrength('x'.repeat(length)).level);
    expect(levels).toEqual(['none', 'short', 'short', 'fair', 'fair', 'good', 'good', 'strong', 'strong', 'short']);
    expect(passwordStrength('x'.repeat(11)).words).toBe('1 more character.');
  });
});

describe('a form', () => {
  it('names only the fields that are wrong', () => {
    const checks = { name: filled('Enter your name.'), email: mailAddress };
    expect(faultsOf(checks, { name: ' ', email: 'ann@example.com' })).toEqual({ name: 'Enter your name.' });
    expect(faultsOf(checks, { name: 'Ann', email: 'ann@example' })).toEqual({ email: 'This does not look like an email address.' });
    expect(faultsOf(checks, { name: 'Ann', email: ' ann@example.com ' })).toEqual({});
  });
});
