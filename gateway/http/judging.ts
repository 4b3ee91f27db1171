import type { Grant, Identity } from '@aqmrg/platform/access/identity.ts';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { FastifyRequest } from 'fastify';
import type { Toll } from '../access/toll.ts';

/** Who comes to a door beside /graphql. Rejects as `Identity.authenticate` does, or with RATE_LIMITED. */
export type Judge = (request: FastifyRequest) => Promise<Grant>;

/** A credential that is no good costs the entry of the address that shows it, as it does at /graphql: judging it was work. */
export const createJudge =
  ({ authenticate }: Pick<Identity, 'authenticate'>, toll: Toll | undefined): Judge =>
  async ({ headers, from }) => {
    try {
      return await authenticate(headers.authorization);
    } catch (error) {
      if (error instanceof AirError) await toll?.takeEntry(anonymous, from);
      throw error;
    }
  };
