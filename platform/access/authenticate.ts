import { timingSafeEqual } from 'node:crypto';
import { anonymous, type Caller } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';

const admin: Caller = {
  kind: 'user',
  id: 'admin-token',
  role: 'ADMIN',
  organisation: null,
  scopes: ['ingest', 'read'],
};

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Who sent an Authorization header. None at all is anonymous; a wrong one is refused, not taken for a stranger. */
export const authenticateWith =
  (adminToken: string) =>
  (authorization: string | undefined): Caller => {
    if (authorization === undefined) return anonymous;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token !== undefined && sameText(token, adminToken)) return admin;
    throw new AirError('UNAUTHENTICATED', 'This token is not valid.', { field: 'authorization' });
  };
