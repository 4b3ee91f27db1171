import type { ProtocolOptions } from './options.ts';
import type { Session } from './session.ts';

/**
 * What is refused had to be looked at all the same: nobody may send such without end. Whoever has nothing left for it is sent away. Before they have
 * introduced themselves clients have seconds, and cannot do much.
 */
export const createCharge =
  ({ onRefused }: Pick<ProtocolOptions, 'onRefused'>) =>
  ({ grant, from, peer }: Session): void => {
    if (grant) onRefused?.(grant.caller, from).catch(() => peer.close(4429, 'too much was refused'));
  };
