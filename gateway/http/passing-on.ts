import { PassThrough, Readable } from 'node:stream';
import type { Grant, GrantEnd, Identity } from '@aqmrg/platform/access/identity.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { FastifyRequest } from 'fastify';

const because = (why: GrantEnd): AirError => {
  const message = `While the body came, it turned out that ${why}: nothing was stored.`;
  switch (why) {
    case 'sign-ins cannot be checked':
      return new AirError('AUTH_UNAVAILABLE', message, { retryAfterSeconds: 5 });
    case 'the token expired':
      return new AirError('TOKEN_EXPIRED', message);
    case 'the session was revoked':
    case 'the key was revoked':
      return new AirError('UNAUTHENTICATED', message);
    default:
      return why satisfies never;
  }
};

/**
 * Breaks off a body on its way to a room when its sender's grant ends: a room believes for a whole request what we said of who sends it, and bodies may
 * take half a minute. A room stores nothing of what breaks off.
 */
export const passWhileGood = (
  request: FastifyRequest,
  grant: Grant,
  { onEnd, onBreak }: Pick<Identity, 'onEnd'> & { readonly onBreak: (why: AirError) => void },
): void => {
  const { body } = request;
  if (!(body instanceof Readable) || grant.caller.kind === 'anonymous') return;
  const passed = new PassThrough();
  const stop = onEnd(grant, (why) => {
    const error = because(why);
    onBreak(error);
    passed.destroy(error);
  });
  passed.once('close', stop);
  // also where nobody reads it yet
  passed.on('error', () => undefined);
  // not `pipeline`, which would cut the line of a client that is to be answered
  body.once('error', (error) => passed.destroy(error));
  request.body = body.pipe(passed);
};
