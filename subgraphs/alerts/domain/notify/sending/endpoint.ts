import type { Receiver } from '../receiver.ts';

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

/** Whoever answers for a receiver: messages to one endpoint share what places it may take. Mail and Telegram have one each, their server. */
export const endpointOf = ({ channel, address }: Pick<Receiver, 'channel' | 'address'>): string => {
  switch (channel) {
    case 'EMAIL':
    case 'TELEGRAM':
      return channel;
    case 'WEBHOOK':
    case 'SLACK':
      return `${channel} ${hostOf(address)}`;
    default:
      return channel satisfies never;
  }
};
