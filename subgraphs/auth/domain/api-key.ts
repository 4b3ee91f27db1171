import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Checked, checked, fault, fits, optional, type Rule } from './checking.ts';
import { isId } from './ids.ts';
import { plainName } from './name.ts';

export const keyScopes = ['ingest', 'read', 'export'] as const;
export type KeyScope = (typeof keyScopes)[number];

/** A key of a sensor or a program. Its secret is known by its hash alone, which is no part of this. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** Null: bound to none in particular. */
  readonly networks: readonly string[] | null;
  readonly organisationId: string | null;
  readonly createdById: string | null;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs | null;
  readonly revokedAt: EpochMs | null;
}

const mostNetworks = 100;
/** Of one organisation, neither revoked nor expired. */
export const mostKeys = 1_000;
/** Made for one organisation in a day: the log remembers each for ever, also when it was revoked at once. */
export const mostKeysOfDay = 200;

const scopeList: Rule<readonly KeyScope[], readonly KeyScope[]> = (scopes) => {
  const kept = keyScopes.filter((scope) => scopes.includes(scope));
  return kept.length === 0 ? fault('Name what the key may be used for.') : fits(kept);
};

/** Whether there are such networks, and whose they are, is judged where readings are reported. */
const networkList: Rule<readonly string[], readonly string[]> = (networks) => {
  if (networks.length === 0) return fault('Name a network, or leave this out.');
  if (networks.length > mostNetworks) return fault(`At most ${mostNetworks} networks.`);
  const wrong = networks.find((network) => !isId(network));
  return wrong === undefined
    ? fits([...new Set(networks)].sort())
    : fault('Ids of networks are 1 to 64 of a–z, 0–9, - and _.');
};

const future =
  (now: EpochMs): Rule<EpochMs, EpochMs> =>
  (at) =>
    at > now ? fits(at) : fault('It must lie in the future.');

export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly networks?: readonly string[] | null | undefined;
  readonly expiresAt?: EpochMs | null | undefined;
}

export const checkKey = (
  wish: KeyWish,
  now: EpochMs,
): Checked<Pick<ApiKey, 'name' | 'scopes' | 'networks' | 'expiresAt'>> =>
  checked((read) => ({
    name: read('name', plainName, wish.name),
    scopes: read('scopes', scopeList, wish.scopes),
    networks: read('networks', optional(networkList), wish.networks),
    expiresAt: read('expiresAt', optional(future(now)), wish.expiresAt),
  }));
