import { describe, expect, it } from 'vitest';
import { anonymous } from '../caller.ts';
import { authenticateWith } from './authenticate.ts';

describe('the admin token', () => {
  it('makes an Admin of who shows it and a stranger of who shows nothing', () => {
    const authenticate = authenticateWith('right-token');
    expect(authenticate('Bearer right-token').role).toBe('ADMIN');
    expect(authenticate(undefined)).toBe(anonymous);
  });

  it.each(['Bearer wrong', 'Bearer', 'Basic right-token', '', 'Bearer right-token more'])(
    'refuses %j',
    (authorization) => {
      expect(() => authenticateWith('right-token')(authorization)).toThrow('not valid');
    },
  );
});
