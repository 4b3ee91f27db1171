import { settings } from '@aqmrg/platform/config/schema.ts';
import { describe, expect, it } from 'vitest';
import { banner } from './banner.ts';
import type { SetupToken } from './setup-token.ts';

const secret = 'kQ0mT4xR9bW2nL5cY8gH3fP6sAvD1zJ7';
const say = (
  setupToken: SetupToken | undefined,
  environment: Record<string, string> = {},
  addresses = new Map([['gateway', 'http://127.0.0.1:8000']]),
): string =>
  banner(
    { addresses, setupToken, stop: async () => [] },
    settings.parse({ PUBLIC_URL: 'https://air.example.org', ...environment }),
  );

describe('what a start says', () => {
  it('is how the first Admin is made, with the token that was made here', () => {
    const text = say({ secret, isGiven: false });
    expect(text).toContain(`setUp(input: { token: "${secret}"`);
    expect(text).toContain('Paste this at http://127.0.0.1:8000/graphiql');
    expect(text).toContain('.data/setup-token');
  });

  it('holds no token that somebody gave, nor any in production, where what is printed is collected', () => {
    const production = { NODE_ENV: 'production' };
    for (const text of [
      say({ secret, isGiven: true }),
      say({ secret, isGiven: false }, production),
      say({ secret, isGiven: true }, production),
    ]) {
      expect(text).toContain('Nobody is Admin yet');
      expect(text).not.toContain(secret);
    }
    expect(say({ secret, isGiven: false }, production)).toContain('.data/setup-token');
    expect(say({ secret, isGiven: false }, production)).not.toContain('graphiql');
  });

  it('names the address of the whole graph where the gateway is another process', () => {
    const text = say({ secret, isGiven: false }, {}, new Map([['auth', 'http://127.0.0.1:8001']]));
    expect(text).toContain('https://air.example.org/graphiql');
  });

  it('is nothing of it once there is an Admin', () => {
    expect(say(undefined)).toBe(
      '\nAQMRG Air Graph is up.\n  gateway    http://127.0.0.1:8000\n  explore    http://127.0.0.1:8000/sandbox  (without internet: http://127.0.0.1:8000/graphiql)\n  data       .data\n',
    );
  });
});
