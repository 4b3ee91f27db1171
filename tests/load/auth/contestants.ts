import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { signAccessToken } from '@aqmrg/platform/access/access-token.ts';
import { makeApiKey } from '@aqmrg/platform/access/api-key.ts';
import type { AccessFact } from '@aqmrg/schema/events/access.ts';
import type { Contestant } from '../gateway/contestants.ts';

const issuer = 'https://air.example';
const hourMs = 3_600_000;
const ours = (): readonly string[] => [fileURLToPath(new URL('../gateway/ours.ts', import.meta.url))];

/** A token and a key, and what auth would tell of them. */
const makeCredentials = async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const kid = 'bench';
  const { token } = await signAccessToken(
    {
      accountId: 'ada',
      sessionId: 'session-1',
      role: 'AUTHENTICATED',
      organisation: 'city',
      organisationRole: 'MEMBER',
    },
    { key: privateKey, kid, issuer, now: Date.now, lifetimeMs: hourMs },
  );
  const { id, key, secretSha256 } = makeApiKey();
  const facts: readonly AccessFact[] = [
    {
      kind: 'SigningKeys',
      keys: [{ kid, jwk: { kty: 'OKP', crv: 'Ed25519', x: x as string }, verifiesUntil: null }],
    },
    {
      kind: 'KeyIssued',
      keyId: id,
      secretSha256,
      organisation: 'city',
      networks: null,
      scopes: ['read'],
      issuedAt: Date.now(),
      expiresAt: null,
    },
  ];
  return { token, key, facts };
};

export const names = {
  without: 'no access control',
  stranger: 'a stranger',
  user: 'a user with a token',
  key: 'an API key',
  withoutApart: 'no access control, apart',
  userApart: 'a user, rooms apart',
} as const;

/** The same gateway, whoever asks it: its rooms in the same process, as the platform starts by default, or apart from it. */
export const openContestants = async (): Promise<readonly Contestant[]> => {
  const { token, key, facts } = await makeCredentials();
  const on = { ACCESS: 'on', FACTS: JSON.stringify(facts), ISSUER: issuer };
  const [here, apart] = [{ LINKS: 'here' }, { LINKS: 'http' }];
  return [
    { name: names.without, args: ours, environment: here },
    { name: names.stranger, args: ours, environment: { ...here, ...on } },
    { name: names.user, args: ours, environment: { ...here, ...on }, authorization: `Bearer ${token}` },
    { name: names.key, args: ours, environment: { ...here, ...on }, authorization: `Bearer ${key}` },
    { name: names.withoutApart, args: ours, environment: apart },
    { name: names.userApart, args: ours, environment: { ...apart, ...on }, authorization: `Bearer ${token}` },
  ];
};
