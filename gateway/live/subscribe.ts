import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { Outlet } from '@aqmrg/platform/http/outlet.ts';
import type { Answer } from '@aqmrg/platform/http/sendable.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { SlowPolicy } from '@aqmrg/platform/subgraph/live.ts';
import { askerOf } from '../access/context.ts';
import type { Compiling } from '../execution/compile.ts';
import { presentGatewayError } from '../execution/errors.ts';
import { endedAt } from './fan-out.ts';
import { createHub, type HubOptions } from './hub.ts';
import { endOf, type Member } from './member.ts';
import { createSubscriptions, type LiveOperation } from './subscriptions.ts';

type Tuning = Pick<HubOptions, 'lingerMs' | 'pauses' | 'maxEntries'>;

const slowPolicyOf = ({ gapForm }: LiveOperation, wished: SlowPolicy | undefined): SlowPolicy => {
  if (wished === 'GAP' && !gapForm)
    throw badInput(
      'extensions.live.whenSlow',
      'This operation cannot show a gap: select change or gap, or wish for CLOSE.',
    );
  return wished ?? (gapForm ? 'GAP' : 'CLOSE');
};

const placeOf = (after: unknown): string | undefined => {
  if (after === null || after === undefined) return undefined;
  if (typeof after === 'string') return after;
  throw badInput('after', 'A cursor is a text: take it from an event.');
};

/**
 * Live events through the federated graph. The subgraph of the root field sends an event, the rest of the plan is fetched from the others, and
 * the text goes to everybody who asked the same: frames are written to their sockets as far as each of them reads.
 */
export const createLive = (compiling: Compiling, log: Log, tuning: Tuning = {}) => {
  const { links, metrics } = compiling;
  const prepare = createSubscriptions(compiling);
  const hub = createHub({ links, metrics, log, ...tuning });

  return async (request: GraphRequest, outlet: Outlet): Promise<Answer> => {
    const present = (errors: Parameters<typeof presentGatewayError>[0][]) => ({
      errors: errors.map((error) => presentGatewayError(error, request.requestId, log)),
    });
    const operation = prepare(request.document, request.operationName);
    if ('errors' in operation) return operation;
    const variables = request.variables ?? {};
    const unfit = operation.refuse(variables);
    if (unfit.length > 0) return present([...unfit]);

    const { stream, end } = endOf(() => hub.leave(member));
    const member: Member = {
      outlet,
      whenSlow: slowPolicyOf(operation, request.live?.whenSlow),
      position: 0,
      place: { cursor: undefined, at: undefined },
      isToldStart: request.live?.start !== true,
      stopWaiting: undefined,
      isBridging: false,
      end,
    };
    const after = placeOf(operation.afterOf(variables));
    try {
      const asked = { ...request, ...askerOf(operation, request) };
      const refused = await hub.follow({ operation, request: asked, after, member });
      return refused ? present([...refused]) : stream;
    } catch (error) {
      throw endedAt(error as Error, { cursor: after });
    }
  };
};
