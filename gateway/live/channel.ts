import { randomUUID } from 'node:crypto';
import type { Log } from '@aqmrg/platform/log.ts';
import { inSpan } from '@aqmrg/platform/observe/tracing.ts';
import type { LiveMark } from '@aqmrg/platform/subgraph/live.ts';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { presentGatewayError } from '../execution/errors.ts';
import type { Answer, Variables } from '../execution/operation.ts';
import { ReadyText, stringifyAnswer } from '../execution/ready-text.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';
import { createFanOut, type FanOut } from './fan-out.ts';
import type { Member } from './member.ts';
import type { Listener } from './source.ts';
import type { LiveOperation } from './subscriptions.ts';
import { createTrack, type Place, type Track, type TrackLimits } from './track.ts';

export interface ChannelOptions {
  readonly operation: LiveOperation;
  readonly variables: Variables;
  /** Of any of its members: they are equal before every rule. */
  readonly caller: Pick<GatewayContext, 'caller' | 'from'>;
  /** One that replays for somebody waits for the quickest of them, and the log keeps what follows; one that is live waits for nobody. */
  readonly isReplay: boolean;
  readonly limits: TrackLimits;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly onAppended: () => void;
  readonly onCurrent: (member: Member) => void;
  /** It may take more events than a moment ago. */
  readonly onProgress: () => void;
  readonly onEnded: () => void;
}

/** One operation for one kind of caller: its events, enriched and written once, and everybody who gets them. */
export interface Channel extends Listener {
  readonly track: Track;
  readonly members: FanOut;
  /** Where it has come to, where its stream tells that. */
  readonly cursor: string | undefined;
  readonly isOver: boolean;
  /** Lets go what is too much by now. */
  trim(): void;
}

const maxTogether = 256;
const maxWaiting = 1_000;
/** How far a replay may run ahead of the quickest that it is for; others are treated as they wish. */
const maxAhead = 500;

export const createChannel = (options: ChannelOptions): Channel => {
  const { operation, variables, caller, isReplay, metrics, log } = options;
  const track = createTrack(options.limits);
  const waiting: ExecutionResult[] = [];
  let isWorking = false;
  let ending: { readonly error: Error | undefined } | undefined;
  let over: { readonly error: Error | undefined } | undefined;

  const contextNow = (): GatewayContext => ({
    ...caller,
    requestId: randomUUID(),
    signal: new AbortController().signal,
    log,
  });

  const payloadOf = ({ data, errors }: Answer, requestId: string): Buffer => {
    const shown = errors.map((error) => presentGatewayError(error, requestId, log));
    return Buffer.from(
      stringifyAnswer({
        data: new ReadyText(data ?? 'null'),
        ...(shown.length > 0 ? { errors: shown } : {}),
      }),
    );
  };

  const enrich = async (events: readonly ExecutionResult[]): Promise<readonly Buffer[]> => {
    const context = contextNow();
    const answers = await operation.enrich(events, variables, context);
    return answers.map((answer) => payloadOf(answer, context.requestId));
  };

  const { gapForm } = operation;
  const tellGap =
    gapForm &&
    (async (from: Place, to: Place, dropped: number): Promise<Buffer | undefined> => {
      if (to.cursor === undefined) return undefined;
      const reason = `You read more slowly than events came: ${dropped} were dropped. Subscribe again with the cursor of the event before this one to get them.`;
      const [payload] = await enrich([gapForm({ cursor: to.cursor, from: from.at, to: to.at, reason })]);
      return payload;
    });
  const members = createFanOut({
    track,
    maxBytes: options.limits.maxBytes,
    tellGap,
    onCurrent: options.onCurrent,
    onProgress: options.onProgress,
    metrics,
  });

  const append = (payload: Buffer, event: ExecutionResult | undefined): void => {
    const { cursor, key, at } = (event?.extensions?.live ?? {}) as Partial<LiveMark>;
    track.append({ payload, cursor, key, at });
  };

  const finish = (error: Error | undefined): void => {
    over = { error };
    members.finish(error);
    options.onEnded();
  };

  const trim = (): void => {
    track.trim(isReplay ? members.foremost : track.end);
    members.closeTheLost();
  };

  /** How far a replay is ahead of those it is for; nobody else waits for them. */
  const isAhead = (): boolean => {
    if (members.size === 0) return true;
    const ahead = track.end - members.foremost;
    return ahead > maxAhead || (ahead > 0 && track.bytes > options.limits.maxBytes());
  };

  /** One batch at a time: what comes meanwhile is the next one, and order holds by itself. */
  const work = async (): Promise<void> => {
    isWorking = true;
    try {
      while (waiting.length > 0) {
        const events = waiting.splice(0, maxTogether);
        const payloads = await inSpan('live events', { 'live.events': events.length }, () => enrich(events));
        const from = track.end;
        for (const [i, payload] of payloads.entries()) append(payload, events[i]);
        members.deliver(from);
        trim();
        options.onAppended();
        options.onProgress();
      }
    } catch (error) {
      log.error({ err: error }, 'live events could not be written');
      finish(new GraphQLError('Something went wrong on our side.', { extensions: { code: 'INTERNAL' } }));
    }
    isWorking = false;
    if (ending) finish(ending.error);
  };

  return {
    track,
    members,
    get cursor() {
      return track.placeBefore(track.end).cursor;
    },
    get isOver() {
      return over !== undefined || ending !== undefined;
    },
    get isBehind() {
      if (over) return false;
      if (waiting.length >= maxWaiting) return true;
      return isReplay && isAhead();
    },
    trim,
    startsAt(cursor) {
      track.startAt(cursor);
      members.tellStart();
      options.onAppended();
    },
    take(events) {
      if (over) return;
      waiting.push(...events);
      if (!isWorking) void work();
    },
    ended(error) {
      if (isWorking) ending = { error };
      else finish(error);
    },
  };
};
