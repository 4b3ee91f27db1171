import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { alertChanged } from '@aqmrg/schema/events/alerts.ts';
import type { Untold } from '../../store/incidents/untold.ts';

const atOnce = 500;

export interface Teller {
  /**
   * Tells the event log what has happened to incidents and was not told yet: of each its newest revision, in order, once at least. What was told and not marked, because a process ended in
   * between, is told again.
   */
  tell(): Promise<void>;
}

export const createTeller = (ground: {
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly untold: Untold;
}): Teller => {
  const { eventLog, untold } = ground;
  let turn: Promise<unknown> = Promise.resolve();

  const tellAll = async (): Promise<void> => {
    const tellSome = () =>
      untold.tellNext(atOnce, async (changes) => {
        await eventLog.append(
          alertChanged,
          changes.map((value) => ({ key: value.incident.id, value })),
        );
      });
    while ((await tellSome()) === atOnce);
  };

  return {
    tell() {
      const result = turn.then(tellAll);
      turn = result.catch(() => undefined);
      return result;
    },
  };
};
