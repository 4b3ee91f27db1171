import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import type { SigningKeyRing } from '../actions/signing-keys.ts';

export const jwksPath = '/.well-known/jwks.json';

/** Five minutes: a key is published a rotation before it signs, and one that is gone signs nothing any more. */
const cacheControl = 'public, max-age=300';

/** The public halves of the signing keys (RFC 7517), for whoever outside verifies tokens of this graph. */
export const jwksRoutes =
  (keys: Pick<SigningKeyRing, 'published'>): Routes =>
  (app) => {
    app.get(jwksPath, async (_request, reply) =>
      reply
        .header('cache-control', cacheControl)
        .type('application/jwk-set+json')
        .send({
          keys: keys
            .published()
            .map(({ kid, jwk: { kty, crv, x } }) => ({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' })),
        }),
    );
  };
