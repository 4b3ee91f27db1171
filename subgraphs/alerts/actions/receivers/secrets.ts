import { derivedKey } from '@aqmrg/platform/access/derived-key.ts';
import { createSeal } from '@aqmrg/platform/access/sealed-bytes.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ReceiverSecrets } from '../../domain/notify/receiver.ts';
import { type KeptSecrets, secretsAt } from '../../domain/notify/receivers/kept-secrets.ts';

/** Seals what only channels may know of receivers, each bound to its receiver's id. */
export const createReceiverSecrets = (secret: string) => {
  const seal = createSeal(derivedKey(secret, 'aqmrg alerts receivers'));
  const open = async (id: string, sealed: string): Promise<KeptSecrets> =>
    JSON.parse((await seal.open(sealed, id)).toString());
  return {
    seal: (id: string, kept: KeptSecrets): Promise<string> =>
      seal.seal(Buffer.from(JSON.stringify(kept)), id),
    /** Rejects with CannotUnseal. */
    open,
    /** What the channel may know now. Rejects with CannotUnseal. */
    async openAt(id: string, sealed: string, now: EpochMs): Promise<ReceiverSecrets> {
      return secretsAt(await open(id, sealed), now);
    },
  };
};
export type SealedSecrets = ReturnType<typeof createReceiverSecrets>;
