import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

/**
 * NEXT ──rotation──▶ CURRENT ──rotation──▶ PREVIOUS ──verifiesUntil──▶ gone
 *
 * NEXT is published long before it signs, so that whoever keeps the list for a while knows it by then.
 */
export type SigningKeyState = 'NEXT' | 'CURRENT' | 'PREVIOUS';

/** A pair of Ed25519 keys as it is kept. */
export interface SigningKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  /** The private half, encrypted. */
  readonly privateJwe: string;
  readonly state: SigningKeyState;
  readonly createdAt: EpochMs;
  readonly signsSince: EpochMs | null;
  /** Of a previous one. */
  readonly verifiesUntil: EpochMs | null;
}

const rotationMs = 30 * 86_400_000;

export const isRotationDue = ({ signsSince }: SigningKey, now: EpochMs): boolean =>
  signsSince !== null && signsSince + rotationMs <= now;

export const verifies = ({ verifiesUntil }: SigningKey, now: EpochMs): boolean =>
  verifiesUntil === null || verifiesUntil > now;

/**
 * The keys after a rotation: the next one signs, the one in use verifies until its last token has expired. Another process may sign with it for a
 * minute more, until it has looked which one is in use.
 */
export const rotated = (
  keys: readonly SigningKey[],
  fresh: SigningKey,
  now: EpochMs,
  accessTokenMs: number,
): readonly SigningKey[] => [
  ...keys
    .filter((key) => verifies(key, now))
    .map((key): SigningKey => {
      switch (key.state) {
        case 'NEXT':
          return { ...key, state: 'CURRENT', signsSince: now };
        case 'CURRENT':
          return { ...key, state: 'PREVIOUS', verifiesUntil: now + accessTokenMs + 60_000 };
        default:
          return key;
      }
    }),
  fresh,
];
