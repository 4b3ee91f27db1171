import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { startDispatcher } from '../../actions/notify/dispatcher.ts';
import type { Channel, Channels, Outgoing, Sent } from '../../adapters/channel.ts';
import { endpointOf } from '../../domain/notify/sending/endpoint.ts';
import { deliveriesIn } from '../../store/notify/deliveries.ts';
import { openOutbox } from '../../store/notify/outbox.ts';
import { makeIncident, makeReceiver } from './make.ts';
import { type Bench, composeShortly } from './open-bench.ts';

export const sent: Sent = { kind: 'SENT' };
export type Answer = (outgoing: Outgoing, signal: AbortSignal) => Sent | Promise<Sent>;

/** One way for all channels that does what it is told, and remembers what came. */
export const openWay = (answer: Answer = () => sent) => {
  const came: string[] = [];
  const channel: Channel = {
    async send(outgoing, signal) {
      came.push(outgoing.notice.eventId);
      return answer(outgoing, signal);
    },
  };
  const channels: Channels = { EMAIL: channel, WEBHOOK: channel, SLACK: channel, TELEGRAM: channel };
  return { came, channels };
};

/** Dispatchers over a bench. */
export const openSending = (bench: Bench) => {
  const outbox = openOutbox(bench.database);
  const start = (
    { channels }: { readonly channels: Channels },
    changes: Partial<Parameters<typeof startDispatcher>[0]> = {},
  ) =>
    startDispatcher({
      ...{ outbox, channels, now: bench.now, log: bench.ground.log, compose: composeShortly },
      openSecrets: async () => ({ channel: 'EMAIL' }),
      random: () => 0.5,
      everyMs: 5,
      ...changes,
    });

  return {
    outbox,
    start,
    /** Puts a message into the outbox; its id. */
    async queue(
      receiverId = 'receiver-1',
      changes: Partial<{ readonly id: string; readonly groupKey: string; readonly endpoint: string }> = {},
    ): Promise<string> {
      const { id = randomUUID(), groupKey = id, endpoint = endpointOf(makeReceiver()) } = changes;
      const about = { incidents: [makeIncident()], more: 0, names: {}, isReplayed: false, firstTold: [] };
      const wording = { subject: null, body: null };
      const notice = { ...about, wording, eventId: id, reason: 'FIRING' as const, at: bench.clock.now };
      await deliveriesIn(bench.client).add([
        {
          ...{ receiverId, organisation: 'makerere', groupKey, endpoint, notice },
          ...{ state: 'QUEUED', nextAt: bench.clock.now, fault: null },
        },
      ]);
      return id;
    },
    async stateOf(id: string) {
      const row = await bench.client.alertDelivery.findUniqueOrThrow({ where: { id } });
      return {
        state: row.state,
        attempts: row.attempts,
        fault: row.fault,
        nextAt: row.nextAt?.getTime() ?? null,
      };
    },
    /** Until something is so. */
    async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
      while (!(await isSo())) await setTimeout(2);
    },
  };
};
export type Sending = ReturnType<typeof openSending>;
