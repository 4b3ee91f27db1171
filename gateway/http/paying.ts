import { anonymous } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { rateLimitHeaders, refusalHeaders } from '@aqmrg/platform/http/refusal-headers.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from '../access/context.ts';
import { entry, type Price, type Toll } from '../access/toll.ts';

/** Takes a price from the allowance of one asker; rejects where there is not enough left. */
export type Pay = (price: Price) => Promise<void>;

/** How requests pay for themselves. Whoever is given no `Pay` has nothing to pay. */
export interface Paying {
  /** Tells what is left in the headers of the answer, be it a refusal. */
  ofHttp(context: GatewayContext, request: FastifyRequest, reply: FastifyReply): Pay | undefined;
  ofSocket(context: Pick<GatewayContext, 'caller' | 'from'>): Pay | undefined;
  /** Takes the entry from the address of a request that was refused before it was known who asks; what it is refused with. */
  forRefusal(refused: AirError, request: FastifyRequest, reply: FastifyReply): Promise<AirError>;
}

const free: Paying = {
  ofHttp: () => undefined,
  ofSocket: () => undefined,
  forRefusal: async (refused) => refused,
};

export const createPaying = (toll: Toll | undefined): Paying => {
  if (!toll) return free;
  const ofHttp: Paying['ofHttp'] =
    (context, { headers }, reply) =>
    async (price) => {
      try {
        const taken = await toll.take(context, price);
        if (taken) reply.headers(rateLimitHeaders(taken));
      } catch (error) {
        if (error instanceof AirError) reply.headers(refusalHeaders(error, headers));
        throw error;
      }
    };
  return {
    ofHttp,
    ofSocket: (context) => async (price) => {
      await toll.take(context, price);
    },
    async forRefusal(refused, request, reply) {
      if (refused.code === 'RATE_LIMITED') return refused;
      try {
        const taken = await toll.take({ caller: anonymous, from: request.from }, entry);
        if (taken) reply.headers(rateLimitHeaders(taken));
        return refused;
      } catch (spent) {
        if (spent instanceof AirError) return spent;
        throw spent;
      }
    },
  };
};

/** Pays what `judge` says before anything runs; where it refuses, that costs the entry all the same. */
export const paid = async (pay: Pay, judge: () => Price): Promise<void> => {
  let price: Price;
  try {
    price = judge();
  } catch (error) {
    await pay(entry);
    throw error;
  }
  await pay(price);
};

/** The same, paying the entry before anything is looked at. */
export const paidAhead = async (pay: Pay, judge: () => Price): Promise<void> => {
  await pay(entry);
  await pay(beyondEntry(judge()));
};

/** What is still to be paid of a price by whoever paid the entry. */
export const beyondEntry = ({ points, mutations }: Price): Price => ({
  points: Math.max(0, points - entry.points),
  mutations,
});
