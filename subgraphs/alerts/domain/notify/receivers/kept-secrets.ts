import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ReceiverSecrets } from '../receiver.ts';

/** What is kept of a receiver, sealed. */
export type KeptSecrets =
  | Exclude<ReceiverSecrets, { readonly channel: 'WEBHOOK' }>
  | {
      readonly channel: 'WEBHOOK';
      /** Newest first. */
      readonly signing: readonly {
        readonly secret: string;
        /** It signs until then; null: until another comes. */
        readonly until: EpochMs | null;
      }[];
    };

/** A receiver has so long to take up a new secret. */
export const overlapMs = 86_400_000;

/** What the channel may know now. */
export const secretsAt = (kept: KeptSecrets, now: EpochMs): ReceiverSecrets => {
  if (kept.channel !== 'WEBHOOK') return kept;
  const signing = kept.signing.filter(({ until }) => until === null || until > now);
  return { channel: 'WEBHOOK', signingSecrets: signing.map(({ secret }) => secret) };
};

/** With a new secret; the one before signs for a day more, and none from before that. */
export const withSecret = (
  kept: Extract<KeptSecrets, { readonly channel: 'WEBHOOK' }>,
  secret: string,
  now: EpochMs,
): KeptSecrets => ({
  channel: 'WEBHOOK',
  signing: [
    { secret, until: null },
    ...kept.signing.slice(0, 1).map((old) => ({ secret: old.secret, until: now + overlapMs })),
  ],
});
