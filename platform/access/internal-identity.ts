import { createHmac, createSecretKey, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Caller, organisationRoles, roles } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';
import { createSeenOnce } from './seen-once.ts';

/** Over HTTP; on WebSockets it is `connectionParams.identity`. */
export const identityHeader = 'x-aqmrg-identity';

/** Who asks, and from where, as one of our own processes vouches for it. */
export interface Vouched {
  readonly caller: Caller;
  /** The client's address: for limits and the audit log, never for access. */
  readonly from: string | undefined;
}

/** How far two clocks may be apart, and how long a text may be on its way. */
const windowMs = 30_000;
/** A text is good for a minute at most; what is longer covers a clock that is set back by half of one. */
const rememberedMs = 90_000;
const mostRemembered = 1_000_000;
/** A key that is bound to a hundred networks, each with an id of 64 characters, takes 9,400; Node reads 16 kB of headers. */
const longest = 12_288;

const content = z.strictObject({
  audience: z.string(),
  at: z.int(),
  nonce: z.string().length(36),
  from: z.string().optional(),
  caller: z.strictObject({
    kind: z.enum(['anonymous', 'user', 'key', 'service']),
    id: z.string().min(1),
    role: z.enum(roles),
    organisation: z.string().nullable(),
    organisationRole: z.enum(organisationRoles).nullable(),
    scopes: z.array(z.string()),
    networks: z.array(z.string()).nullable(),
    session: z.string().nullable(),
  }),
});

/** What else the secret may be used for does not sign identities. */
const keyOf = (secret: string): KeyObject =>
  createSecretKey(createHmac('sha256', secret).update(`${identityHeader} v1`).digest());

const sign = (key: KeyObject, signed: string): Buffer => createHmac('sha256', key).update(signed).digest();

interface SignerOptions {
  readonly secret: string;
  readonly now: () => number;
}

/** Vouches for who asks, to one room, once: `v1.<what is said>.<HMAC-SHA256 of both before>`. */
export const createIdentitySigner = ({ secret, now }: SignerOptions) => {
  const key = keyOf(secret);
  return (audience: string, caller: Caller, from: string | undefined): string => {
    const nonce = randomUUID();
    const said = JSON.stringify({ audience, at: now(), nonce, from, caller });
    const signed = `v1.${Buffer.from(said).toString('base64url')}`;
    return `${signed}.${sign(key, signed).toString('base64url')}`;
  };
};

interface VerifierOptions extends SignerOptions {
  /** The room that this process is. */
  readonly audience: string;
  /** Ms that only grow. */
  readonly uptime?: () => number;
  readonly mostRemembered?: number;
}

const shape = /^(v1\.([\w-]+))\.([\w-]{43})$/;

/** One answer for all that is wrong with it: whoever forges learns nothing. */
const refused = (): AirError =>
  new AirError('UNAUTHENTICATED', 'This room answers our own gateways alone.', { field: identityHeader });

/** Believes what one of our own signed for this room, within half a minute and once. Throws UNAUTHENTICATED for all else, and for nothing at all. */
export const createIdentityVerifier = ({
  secret,
  audience,
  now,
  uptime = () => performance.now(),
  mostRemembered: most = mostRemembered,
}: VerifierOptions) => {
  const key = keyOf(secret);
  const nonces = createSeenOnce(most, rememberedMs, uptime);
  // what was said to a process before this one may have been used there
  const since = now();

  const read = (text: string): z.output<typeof content> | undefined => {
    if (text.length > longest) return undefined;
    const [, signed, payload, signature] = shape.exec(text) ?? [];
    if (signed === undefined || payload === undefined || signature === undefined) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const right = sign(key, signed);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    // another spelling of the same signature
    if (right.toString('base64url') !== signature) return undefined;
    return content.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
  };

  return (text: string | undefined): Vouched => {
    const said = text === undefined ? undefined : read(text);
    if (said?.audience !== audience) throw refused();
    if (Math.abs(now() - said.at) > windowMs || said.at < since) throw refused();
    if (nonces.see(said.nonce) !== 'new') throw refused();
    return { caller: said.caller, from: said.from };
  };
};
